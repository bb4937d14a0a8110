// Says beside a time how long until then. The server knows the newsroom's clock and its two odd nights, so
// it is asked for the words: whenever the time is changed, and twice a minute while somebody looks.
const PAUSE = 250;
const AGAIN = 30_000;

function questionOf(output) {
  if (output.dataset.moment) {
    return { moment: output.dataset.moment };
  }
  const [date, time] = output.parentElement.querySelectorAll("input");
  return date.value && time.value ? { date: date.value, time: time.value } : null;
}

// What somebody has typed is answered aloud; that time passes is only shown.
async function say(output, live) {
  const question = questionOf(output);
  output.asked = JSON.stringify(question);
  output.ariaLive = live;
  let words = "";
  try {
    if (question) {
      const answer = await fetch(`${output.dataset.when}?${new URLSearchParams(question)}`);
      ({ words } = await answer.json());
    }
  } catch {
    // The words that stand there are of half a minute ago: better none.
  }
  // What was typed meanwhile has an answer of its own on the way.
  if (output.asked === JSON.stringify(question) && output.textContent !== words) {
    output.textContent = words;
  }
}

for (const output of document.querySelectorAll("[data-when]")) {
  let waiting;
  output.parentElement.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(say, PAUSE, output, "polite");
  });
  setInterval(() => document.visibilityState === "visible" && say(output, "off"), AGAIN);
}
