// What is pasted from elsewhere is cleaned by the server, by the rules by which every text is stored: so
// what stands in the editor is what will be saved. Text that was copied here goes the editor's own way.
import * as library from "django-prose-editor/editor";

const { Extension, Plugin } = library;
// A word processor writes whole photographs into its markup; they would only be thrown away.
const EMBEDDED = /\ssrc=(["'])data:[^"']*\1/gi;
const PICTURES = "Pictures can't be pasted. Upload them to the library, and put them into the text from there.";
const UNANSWERED = "The server did not answer, so the words were pasted without what made them stand out.";

async function cleaned(html, address) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ html: html.replace(EMBEDDED, ' src="#"') }),
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function paste(view, { html, words }, address, tell) {
  let text;
  let notes;
  try {
    ({ html: text, notes } = await cleaned(html, address));
  } catch {
    notes = [UNANSWERED];
  }
  if (!view.isDestroyed) {
    if (text === undefined) view.pasteText(words);
    else view.pasteHTML(text);
  }
  tell(notes);
}

export const pastingOf = (addresses, tell) =>
  Extension.create({
    name: "pasting",
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleDOMEvents: {
            // Before the editor reads the markup by itself: its styles would be refused one by one.
            paste(view, event) {
              const html = event.clipboardData?.getData("text/html");
              if (!html && event.clipboardData?.files.length) tell([PICTURES]);
              if (!html || html.includes("data-pm-slice")) return false;
              event.preventDefault();
              const words = event.clipboardData.getData("text/plain");
              paste(view, { html, words }, addresses.cleaned, tell);
              return true;
            },
            // A browser opens a file that is dropped on a page, and everything that was typed is gone.
            drop(view, event) {
              if (!event.dataTransfer?.files.length) return false;
              tell([PICTURES]);
              event.preventDefault();
              return true;
            },
          },
        },
      }),
    ],
  });
