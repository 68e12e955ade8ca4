// Makes pages nicer; every page works without it.
(() => {
  "use strict";

  // The error summary gets the focus, also where autofocus lost to another element.
  const overzicht = document.getElementById("foutoverzicht");
  if (overzicht) overzicht.focus();

  // On a narrow screen the list comes first; filters that work stay in sight.
  if (window.matchMedia("(max-width: 40rem)").matches) {
    for (const filters of document.querySelectorAll(".nx-filters:not([data-actief])")) {
      filters.open = false;
    }
  }

  // How many characters are left in a long text.
  for (const veld of document.querySelectorAll("[data-maximum]")) {
    const invoer = veld.querySelector("textarea");
    if (!invoer) continue;
    const woord = (aantal) => `${aantal} ${aantal === 1 ? "teken" : "tekens"}`;
    const maximum = Number(veld.dataset.maximum);
    const teller = document.createElement("p");
    teller.className = "nx-veld__teller";
    teller.setAttribute("aria-live", "polite");
    const tel = () => {
      // A line break counts as two, as it does for the server.
      const lengte = invoer.value.replace(/\r?\n/g, "\r\n").length;
      const over = maximum - lengte;
      teller.textContent =
        over >= 0 ? `Nog ${woord(over)} over.` : `${woord(-over)} te veel.`;
    };
    invoer.addEventListener("input", tel);
    veld.append(teller);
    tel();
  }

  // A calendar beside a date that is typed as dd-mm-jjjj.
  for (const invoer of document.querySelectorAll("input[data-datum]")) {
    const kiezer = document.createElement("input");
    if (!("showPicker" in kiezer) || invoer.disabled) continue;
    kiezer.type = "date";
    kiezer.tabIndex = -1;
    kiezer.className = "nx-datum__kiezer";
    kiezer.setAttribute("aria-hidden", "true");
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "utrecht-button utrecht-button--secondary-action";
    knop.textContent = "Kalender";
    const label = document.querySelector(`label[for="${invoer.id}"]`);
    if (label) knop.setAttribute("aria-label", `Kalender voor ${label.firstChild.textContent.trim()}`);
    const rij = document.createElement("div");
    rij.className = "nx-datum";
    invoer.before(rij);
    rij.append(invoer, knop, kiezer);
    knop.addEventListener("click", () => {
      const [dag, maand, jaar] = invoer.value.split("-");
      kiezer.value = jaar ? `${jaar}-${maand}-${dag}` : "";
      kiezer.showPicker();
    });
    kiezer.addEventListener("change", () => {
      if (kiezer.value) invoer.value = kiezer.value.split("-").reverse().join("-");
      invoer.focus();
    });
  }

  // Progress of a job: fetch its page again until it is ready, and show its new state here.
  const volg = async (blok) => {
    const antwoord = await fetch(blok.dataset.voortgang, { credentials: "same-origin" });
    if (!antwoord.ok) return;
    const nieuw = new DOMParser()
      .parseFromString(await antwoord.text(), "text/html")
      .querySelector(".nx-voortgang");
    if (!nieuw) return;
    const oud = blok.querySelector('[role="status"]');
    const stand = nieuw.querySelector('[role="status"]').textContent.trim().replace(/\s+/g, " ");
    // The live region stays the same element, so that a screen reader hears the change.
    if (oud.textContent.trim().replace(/\s+/g, " ") !== stand) oud.textContent = stand;
    const balk = blok.querySelector("progress");
    const nieuweBalk = nieuw.querySelector("progress");
    if (balk && nieuweBalk) balk.value = nieuweBalk.value;
    if ("voortgang" in nieuw.dataset) {
      setTimeout(() => volg(blok), 2000);
      return;
    }
    if (balk) balk.remove();
    while (oud.nextElementSibling) oud.nextElementSibling.remove();
    while (nieuw.querySelector('[role="status"]').nextElementSibling) {
      blok.append(nieuw.querySelector('[role="status"]').nextElementSibling);
    }
  };
  for (const blok of document.querySelectorAll("[data-voortgang]")) {
    setTimeout(() => volg(blok), 2000);
  }
})();
