// <answer-form sheet="…" offline="…" restored="…" saving="…">: sends the form inside it. Without a connection it
// says so, keeps what was filled in, and tries until it is received. Without scripts the form works by itself.
const PREFIX = "answers:";
const DAY = 24 * 60 * 60 * 1000;
const AGAIN = 4000;
const PATIENCE = 20000;

class AnswerForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("[role=status]");
    this.key = PREFIX + location.pathname;
    this.forgetOld();
    this.restore();
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.addEventListener("input", () => this.waiting && this.remember());
    addEventListener("online", () => this.waiting && this.send());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  submitted(event) {
    event.preventDefault();
    this.wish = event.submitter?.value ?? "volgende";
    this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.waiting);
    if (!this.waiting) this.say(this.getAttribute("saving"));
    const answer = await this.post();
    this.busy = false;
    if (!answer || answer.status >= 500) return this.wait();
    this.forget();
    if (answer.ok && answer.next) return location.assign(answer.next);
    return this.sendAsPage();
  }

  async post() {
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams([...new FormData(this.form), ["naar", this.wish]]),
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
      });
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      return { ok: response.ok, status: response.status, next: isJson ? (await response.json()).next : "" };
    } catch {
      return null;
    }
  }

  // Nobody knows whether the last attempt arrived: from now on every mark on the page is sent as new.
  wait() {
    this.form.elements.getoond.value = "";
    this.remember();
    this.said.classList.add("saved--waiting");
    this.say(this.getAttribute("offline"));
    this.waiting = setTimeout(() => this.send(), AGAIN);
  }

  // A refusal is explained by the server's own page, which gives back what was typed.
  sendAsPage() {
    const wish = document.createElement("input");
    Object.assign(wish, { type: "hidden", name: "naar", value: this.wish });
    this.form.append(wish);
    this.form.submit();
  }

  say(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  remember() {
    const answers = [...new FormData(this.form)].filter(([name]) => !["blad", "getoond"].includes(name));
    const kept = { at: Date.now(), sheet: this.getAttribute("sheet"), answers };
    this.stored((storage) => storage.setItem(this.key, JSON.stringify(kept)));
  }

  restore() {
    const kept = this.stored((storage) => JSON.parse(storage.getItem(this.key)));
    if (!kept || kept.sheet !== this.getAttribute("sheet")) return this.forget();
    for (const [name, value] of kept.answers) {
      const field = this.form.elements.namedItem(name);
      if (field) field.value = value;
    }
    this.form.elements.getoond.value = "";
    this.say(this.getAttribute("restored"));
  }

  forget() {
    this.stored((storage) => storage.removeItem(this.key));
  }

  forgetOld() {
    this.stored((storage) => {
      for (const key of Object.keys(storage).filter((name) => name.startsWith(PREFIX))) {
        const kept = this.stored(() => JSON.parse(storage.getItem(key)));
        if (!(Date.now() - kept?.at < DAY)) storage.removeItem(key);
      }
    });
  }

  // Private windows and full phones refuse storage; the page itself still holds the answers.
  stored(use) {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  }
}

customElements.define("answer-form", AnswerForm);
