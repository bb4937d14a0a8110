/* <passkey-form data-options="…" | data-ask="…" data-remedy="…">: before its form is sent, the browser's own
   dialogue makes or uses a passkey (WebAuthn), and what it gives goes into the field `credential`.
   Options stand in `data-options` as JSON, or are asked for at `data-ask` when they are needed.
   Where a browser knows no passkeys, the element stays hidden. */

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const described = (list) => (list ?? []).map((one) => ({ ...one, id: bytesOf(one.id) }));

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  async send() {
    const button = this.form.querySelector("button");
    button.disabled = true;
    try {
      const { publicKey } = await this.options();
      const credential = publicKey.pubKeyCredParams
        ? await this.made(publicKey)
        : await this.used(publicKey);
      this.form.elements.credential.value = JSON.stringify(credential);
      this.form.submit();
    } catch (error) {
      button.disabled = false;
      this.say(`That didn’t work (${error.name}). ${this.dataset.remedy}`);
    }
  }

  async options() {
    if (this.dataset.options) return JSON.parse(this.dataset.options);
    const answer = await fetch(this.dataset.ask, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new DOMException("", "NetworkError");
    return (await answer.json()).request_options;
  }

  /* A passkey that signs in by itself is kept on the device, and asks for a fingerprint or a PIN. */
  selection(publicKey) {
    const alone = this.form.elements.passwordless?.checked;
    const kept = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    return { ...publicKey.authenticatorSelection, ...(alone ? kept : {}) };
  }

  async made(publicKey) {
    const credential = await navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytesOf(publicKey.challenge),
        user: { ...publicKey.user, id: bytesOf(publicKey.user.id) },
        authenticatorSelection: this.selection(publicKey),
        excludeCredentials: described(publicKey.excludeCredentials),
      },
    });
    return this.written(credential, {
      attestationObject: textOf(credential.response.attestationObject),
    });
  }

  async used(publicKey) {
    const credential = await navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytesOf(publicKey.challenge),
        allowCredentials: described(publicKey.allowCredentials),
      },
    });
    const { authenticatorData, signature, userHandle } = credential.response;
    return this.written(credential, {
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      userHandle: userHandle && textOf(userHandle),
    });
  }

  /* As servers read it: Web Authentication, level 3, 5.1.8 (RegistrationResponseJSON and its sibling). */
  written(credential, response) {
    return {
      id: credential.id,
      rawId: textOf(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: { clientDataJSON: textOf(credential.response.clientDataJSON), ...response },
    };
  }

  say(words) {
    const notice = this.querySelector("[role=alert]") ?? document.createElement("p");
    notice.setAttribute("role", "alert");
    notice.className = "notice notice--error";
    notice.textContent = words;
    this.prepend(notice);
  }
}

customElements.define("passkey-form", PasskeyForm);
