// Makes pages nicer; every page works without it.
(() => {
  "use strict";

  // The error summary gets the focus, also where autofocus lost to another element.
  const overzicht = document.getElementById("foutoverzicht");
  if (overzicht) overzicht.focus();

  // How many characters are left in a long text.
  for (const veld of document.querySelectorAll("[data-maximum]")) {
    const invoer = veld.querySelector("textarea");
    if (!invoer) continue;
    const maximum = Number(veld.dataset.maximum);
    const teller = document.createElement("p");
    teller.className = "nx-veld__teller";
    teller.setAttribute("aria-live", "polite");
    const tel = () => {
      // A line break counts as two, as it does for the server.
      const lengte = invoer.value.replace(/\r?\n/g, "\r\n").length;
      const over = maximum - lengte;
      teller.textContent =
        over >= 0 ? `Nog ${over} tekens over.` : `${-over} tekens te veel.`;
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

  // Progress of a job: read it again every two seconds until it is ready.
  const volg = async (blok) => {
    const balk = blok.querySelector("progress");
    const stand = blok.querySelector('[role="status"]');
    const antwoord = await fetch(blok.dataset.voortgang, {
      headers: { Accept: "application/json" },
    });
    if (!antwoord.ok) return;
    const nu = await antwoord.json();
    if (balk && nu.totaal) balk.value = Math.round((100 * nu.gedaan) / nu.totaal);
    if (nu.tekst && stand.textContent.trim() !== nu.tekst) stand.textContent = nu.tekst;
    if (!nu.klaar && !nu.mislukt) {
      setTimeout(() => volg(blok), 2000);
      return;
    }
    if (balk) balk.remove();
    const opnieuw = blok.querySelector(".nx-voortgang__opnieuw");
    if (opnieuw) opnieuw.hidden = true;
    if (nu.klaar && nu.url) {
      const regel = document.createElement("p");
      const link = document.createElement("a");
      link.href = nu.url;
      link.textContent = nu.actie || "Bekijk het resultaat";
      regel.append(link);
      blok.append(regel);
    }
  };
  for (const blok of document.querySelectorAll("[data-voortgang]")) {
    setTimeout(() => volg(blok), 2000);
  }
})();
