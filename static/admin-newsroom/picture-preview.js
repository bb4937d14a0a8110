// Shows the picture that was just chosen; without this file it is shown after saving.
window.addEventListener("load", () => {
  const $ = window.django?.jQuery;
  const place = document.querySelector("[data-preview]");
  if (!$ || !place) return;

  $("#id_picture").on("change", async (event) => {
    const key = event.target.value;
    // The address in the page is that of picture 0.
    const address = place.dataset.preview.replace("/0/", `/${encodeURIComponent(key)}/`);
    const answer = key ? await fetch(address) : null;
    const text = answer?.ok ? await answer.text() : "No picture is chosen.";
    const fragment = new DOMParser().parseFromString(text, "text/html");
    place.replaceChildren(...fragment.body.childNodes);
  });
});
