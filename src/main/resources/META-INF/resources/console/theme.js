// Before the first paint, so that no page flashes in the other theme.
const wanted = localStorage.getItem("theme");
if (wanted === "dark" || wanted === "light") {
  document.documentElement.dataset.theme = wanted;
}
