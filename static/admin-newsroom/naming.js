// Gives names to what Django's own scripts leave without one: the choosers that search while one
// types, the first column of a table of rows, and the icon over a pair of lists.
function nameChoosers(part) {
  for (const select of part.querySelectorAll("select.admin-autocomplete")) {
    const name =
      select.getAttribute("aria-label") ?? select.labels[0]?.textContent.replace(/:\s*$/, "").trim();
    const chooser = select.nextElementSibling;
    if (!name || !chooser?.classList.contains("select2")) continue;
    for (const place of chooser.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
      place.removeAttribute("aria-labelledby");
      place.setAttribute("aria-label", name);
    }
  }
}

function nameColumns() {
  for (const heading of document.querySelectorAll("th.original:empty")) {
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.textContent = "Row";
    heading.append(words);
  }
}

function nameIcons() {
  for (const icon of document.querySelectorAll(".search-label-icon[aria-label]")) {
    icon.setAttribute("role", "img");
  }
}

function start() {
  nameColumns();
  nameChoosers(document);
  // The script that makes the choosers of a new row answers the same event, and later.
  document.addEventListener("formset:added", (event) => {
    setTimeout(nameChoosers, 0, event.target);
  });
}

// The pairs of lists are made when the page is loaded. jQuery calls back in turn, and the choosers
// were announced to it first.
window.addEventListener("load", nameIcons);
if (window.django?.jQuery) window.django.jQuery(start);
else start();
