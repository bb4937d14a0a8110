// Tells the newsroom every twenty seconds that this form is open and what is typed in it, and shows who
// else has the article open. What can't be sent is kept in the browser until it can.
const PULSE = 20_000;
// A page that is being left may send no more than this.
const MOST_ON_LEAVING = 60_000;
// A save that has not come back by then did not happen.
const PATIENCE = 30_000;
const KEPT = 30 * 24 * 3_600_000;
const PREFIX = "newsportal.unsaved.";

const place = document.querySelector(".unsaved[data-address]");
const form = place?.closest("form");

let sent = null;
let submittedAt = 0;
// Pulses are counted, since an answer may come after that of a later pulse.
let pulses = 0;
let answered = 0;

const token = () => form.elements.namedItem("window").value;
const isSubmitted = () => Date.now() - submittedAt < PATIENCE;

function written() {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields.append(name, value);
  }
  return fields.toString();
}

function onlyOpen() {
  const opened = form.elements.namedItem("opened_version").value;
  return new URLSearchParams({ window: token(), opened_version: opened }).toString();
}

function send(body, state, options = {}) {
  return fetch(place.dataset.address, {
    method: "POST",
    body: new URLSearchParams(`${body}&state=${state}`),
    redirect: "manual",
    ...options,
  });
}

// The browser's own store: for what the newsroom has not got.
function store(body) {
  const copy = { at: Date.now(), path: location.pathname, body };
  try {
    localStorage.setItem(PREFIX + token(), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

function say(words, isProblem = false, link = null) {
  const line = place.querySelector(".unsaved__kept");
  if (line.dataset.words === words) return;
  line.dataset.words = words;
  line.classList.toggle("unsaved__kept--problem", isProblem);
  line.replaceChildren(words, ...(link ? [" ", link] : []));
}

function signInLink() {
  const link = document.createElement("a");
  link.href = place.dataset.signIn;
  link.target = "_blank";
  link.textContent = "Sign in in another window, then go on here.";
  return link;
}

function show(answer, body) {
  sent = body ?? sent;
  localStorage.removeItem(PREFIX + token());
  if (body !== null) form.elements.namedItem("continues").value = "";
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) {
    field.value = answer.csrfmiddlewaretoken;
  }
  say(answer.kept);
  const newer = place.querySelector(".unsaved__newer");
  if (newer.textContent !== answer.newer) newer.textContent = answer.newer;
  const people = place.querySelector(".unsaved__people");
  people.hidden = !answer.people.length;
  people.querySelector("ul").replaceChildren(
    ...answer.people.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }),
  );
}

async function keepHere(body, words, link = null) {
  const where = store(body)
    ? " Your text is kept in this browser."
    : " Your text can't be kept: copy it.";
  say(words + where, true, link);
}

// What an overtaken answer says is no longer so: it may not take away what was kept since.
function isOvertaken(number) {
  answered = Math.max(answered, number);
  return number < answered;
}

async function pulse() {
  if (isSubmitted()) return;
  const number = (pulses += 1);
  const body = written();
  const isChanged = body !== sent;
  let response;
  try {
    response = await send(isChanged ? body : onlyOpen(), isChanged ? "typed" : "open");
  } catch {
    if (!isOvertaken(number)) keepHere(body, "The newsroom can't be reached.");
    return;
  }
  if (isOvertaken(number)) return;
  if (response.type === "opaqueredirect") {
    keepHere(body, "You were signed out.", signInLink());
  } else if (response.status === 413) {
    say((await response.json()).problem, true);
  } else if (response.status === 403) {
    keepHere(body, "You may not change this article any more.");
  } else if (!response.ok) {
    keepHere(body, "The newsroom can't keep your text at the moment.");
  } else {
    show(await response.json(), isChanged ? body : null);
  }
}

function leave() {
  if (isSubmitted()) return;
  const body = written();
  if (body === sent) {
    send(onlyOpen(), "left", { keepalive: true });
  } else if (body.length > MOST_ON_LEAVING) {
    store(body);
    send(onlyOpen(), "left", { keepalive: true });
  } else {
    send(body, "typed-left", { keepalive: true }).catch(() => store(body));
  }
}

// Hand over what an earlier window could not send. The newsroom drops what is saved by now.
async function recover() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  for (const key of keys.filter((one) => one !== PREFIX + token())) {
    const copy = JSON.parse(localStorage.getItem(key));
    const response = await send(copy.body, "typed-left").catch(() => null);
    if (response?.ok) {
      localStorage.removeItem(key);
      if ((await response.json()).kept && copy.path === location.pathname) {
        const link = document.createElement("a");
        link.href = location.href;
        link.textContent = "Load the page again to see it.";
        say("This browser had unsaved text of yours.", true, link);
      }
    } else if (Date.now() - copy.at > KEPT) {
      localStorage.removeItem(key);
    }
  }
}

if (form) {
  form.addEventListener("submit", () => {
    submittedAt = Date.now();
    store(written());
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => {
    submittedAt = 0;
    if (event.persisted) pulse();
  });
  setInterval(pulse, PULSE);
  pulse().then(recover);
}
