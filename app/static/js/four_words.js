// Fills in the words that a QR code carries behind the address's #, where no server and no log ever sees them.

const field = document.querySelector("[data-four-words]");
const carried = location.hash.slice(1);
if (field && /^[a-z]{3,9}(-[a-z]{3,9}){3}$/.test(carried)) {
  field.value = carried.replaceAll("-", " ");
  history.replaceState(null, "", location.pathname + location.search);
}
