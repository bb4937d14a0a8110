// Sets the point that layouts keep in view on the picture itself, by mouse, finger or keyboard. The two
// number fields stay: they hold the point, and they are all there is without this file.
const STEP = 0.01;
const LARGE_STEP = 0.1;
const MOST_PIXELS = 1600; // of the side of a file that is drawn before it is uploaded
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const CROPS = { card: "In lists", portrait: "As a portrait" };

class FocalPoint extends HTMLElement {
  #fields;
  #stage;
  #mark;
  #said;
  #crops;

  connectedCallback() {
    this.className = "focal-point";
    this.hidden = true;
    this.#fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
    this.#stage = this.#make("div", "focal-point__stage");
    this.#mark = this.#make("button", "focal-point__mark");
    this.#mark.type = "button";
    this.#mark.setAttribute("aria-label", "Focal point");
    const help = this.#make("p", "focal-point__help");
    help.id = "focal-point-help";
    help.textContent =
      "Click what must stay in view when the picture is cut, or move the ring by the arrow keys; " +
      "with Shift it takes larger steps.";
    this.#mark.setAttribute("aria-describedby", help.id);
    this.#said = this.#make("output", "focal-point__help");
    this.#crops = this.#make("ul", "focal-point__crops");
    this.append(this.#stage, this.#said, help, this.#crops);

    this.#stage.addEventListener("pointerdown", (event) => this.#grasp(event));
    this.#stage.addEventListener("pointermove", (event) => this.#drag(event));
    this.#mark.addEventListener("keydown", (event) => this.#step(event));
    for (const field of this.#fields) field.addEventListener("input", () => this.#show());
  }

  // `draw` makes an element of the picture each time it is called.
  open(draw) {
    const picture = draw();
    picture.classList.add("focal-point__picture");
    this.#stage.replaceChildren(picture, this.#mark);
    this.#crops.replaceChildren(...Object.entries(CROPS).map((crop) => this.#crop(crop, draw())));
    this.hidden = false;
    this.#show();
  }

  close() {
    this.hidden = true;
  }

  #make(kind, className) {
    const element = document.createElement(kind);
    element.className = className;
    return element;
  }

  #crop([name, words], picture) {
    const crop = this.#make("li", "focal-point__help");
    picture.classList.add("focal-point__crop", `focal-point__crop--${name}`);
    crop.append(picture, words);
    return crop;
  }

  #point() {
    return this.#fields.map((field) => {
      const share = field.value === "" ? 0.5 : Number(field.value);
      return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0.5;
    });
  }

  #set(point) {
    this.#fields.forEach((field, axis) => {
      field.value = Math.min(1, Math.max(0, Math.round(point[axis] * 100) / 100));
    });
    this.#show();
  }

  #show() {
    const [x, y] = this.#point().map((share) => `${Math.round(share * 100)}%`);
    this.#mark.style.left = x;
    this.#mark.style.top = y;
    this.#said.textContent = `${x} from the left, ${y} from the top`;
    for (const crop of this.#crops.querySelectorAll(".focal-point__crop")) {
      crop.style.objectPosition = `${x} ${y}`;
    }
  }

  #grasp(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#stage.setPointerCapture(event.pointerId);
    this.#mark.focus();
    this.#drag(event);
  }

  #drag(event) {
    if (!this.#stage.hasPointerCapture(event.pointerId)) return;
    const box = this.#stage.getBoundingClientRect();
    this.#set([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
  }

  #step(event) {
    const direction = KEYS[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? LARGE_STEP : STEP;
    this.#set(this.#point().map((share, axis) => share + step * direction[axis]));
  }
}

customElements.define("focal-point", FocalPoint);

function drawingOf(bitmap) {
  const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height));
  return () => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.setAttribute("aria-hidden", "true");
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
}

function copyOf(preview) {
  return () => {
    const image = document.createElement("img");
    image.src = preview.src;
    image.width = preview.getAttribute("width");
    image.height = preview.getAttribute("height");
    image.alt = "";
    image.draggable = false;
    return image;
  };
}

// A file is drawn, not shown by an address of its own: the page's policy admits pictures of this site only.
async function openFile(element, file) {
  const bitmap = file ? await createImageBitmap(file).catch(() => null) : null;
  if (bitmap) element.open(drawingOf(bitmap));
  else element.close();
}

const row = document.getElementById("id_focal_x")?.closest(".form-row");
if (row) {
  const element = document.createElement("focal-point");
  row.append(element);
  const preview = document.querySelector(".field-thumbnail .picture-preview__image");
  const file = document.getElementById("id_file");
  if (preview) element.open(copyOf(preview));
  if (file) {
    const open = () => openFile(element, file.files[0]);
    file.addEventListener("change", open);
    open();
  }
}
