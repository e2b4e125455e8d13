"use strict";
/* A button that opens the browser's own choice of files, in the interface's language, which the browser's may not be. */
(() => {
  const { el } = Office;

  /* label: on the button; about: id of what describes it; change(files) */
  Office.pickFiles = ({ label, accept, about, multiple = false, change }) => {
    const input = el("input", { type: "file", class: "office-hidden", accept, multiple, "aria-describedby": about, onchange: () => change(input.files) });
    const element = el("label", { class: "office-button pick-files" }, label, input);
    return { element, input };
  };
})();
