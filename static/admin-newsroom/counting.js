// Says below a field how long its text is, for every field that names its limit in `data-count`.
for (const field of document.querySelectorAll("[data-count]")) {
  const words = document.createElement("span");
  words.className = "count";
  words.id = `${field.id}_count`;
  const count = () => {
    words.textContent = `${[...field.value].length} of ${field.dataset.count} characters`;
  };
  field.after(words);
  field.setAttribute(
    "aria-describedby",
    `${field.getAttribute("aria-describedby") ?? ""} ${words.id}`.trim(),
  );
  field.addEventListener("input", count);
  count();
}
