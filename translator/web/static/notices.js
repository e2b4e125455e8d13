"use strict";
/* What the form says of an attempt: what is wrong with what was given, or what was started. It stays until the next. */
(() => {
  Office.mount("notices", (root, { words }) => {
    // It stands empty in the page from the start, so that what comes into it is read out.
    const place = root.appendChild(Office.el("div", { role: "alert", class: "notices" }));
    const refuse = (event, files) => {
      const all = [...(files || [])];
      if (all.reduce((sum, file) => sum + file.size, 0) <= words.megabytes * 1e6) return false;
      // Gradio would send it all and then show the server's refusal as an error of its own, in English.
      event.preventDefault();
      event.stopImmediatePropagation();
      const names = all.map((file) => file.name).join(Office.language === "zh" ? "、" : ", ");
      Office.toast(Office.fill(words.too_large, { names, megabytes: words.megabytes }), "error");
      return true;
    };
    document.addEventListener("drop", (event) => refuse(event, event.dataTransfer?.files), true);
    document.addEventListener("change", (event) => {
      if (event.target.type !== "file") return;
      if (refuse(event, event.target.files)) event.target.value = "";
    }, true);
    return {
      show(value) {
        const { messages = [] } = value ? JSON.parse(value) : {};
        place.replaceChildren(...messages.map(({ kind, text }) => Office.el("p", { class: kind }, text)));
        if (messages.length) place.scrollIntoView({ block: "nearest" });
      },
    };
  });
})();
