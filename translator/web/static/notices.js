"use strict";
/* What the form says of an attempt: what is wrong with what was given, or what was started. It stays until the next. */
(() => {
  Office.mount("notices", (root) => {
    // It stands empty in the page from the start, so that what comes into it is read out.
    const place = root.appendChild(Office.el("div", { role: "alert", class: "notices" }));
    return {
      show(value) {
        const { messages = [] } = value ? JSON.parse(value) : {};
        place.replaceChildren(...messages.map(({ kind, text }) => Office.el("p", { class: kind }, text)));
        if (messages.length) place.scrollIntoView({ block: "nearest" });
      },
    };
  });
})();
