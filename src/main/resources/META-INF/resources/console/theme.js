// The one place that decides on the theme. It runs before the first paint, so that no page flashes in the other one.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const wanted = localStorage.getItem("theme");
    document.documentElement.dataset.theme = wanted === "dark" || wanted === "light" ? wanted : dark.matches ? "dark" : "light";
    dispatchEvent(new Event("themechange"));
  };
  dark.addEventListener("change", show);
  addEventListener("themewanted", show);
  show();
}
