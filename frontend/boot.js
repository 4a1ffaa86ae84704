// Starts the page. A file of its own because the content security policy allows no script inside the document.
import init from './{{js}}';

const skeleton = document.getElementById('skeleton');
try {
  await init({ module_or_path: new URL('./{{wasm}}', import.meta.url) });
  skeleton?.remove();
} catch (error) {
  // A browser too old, or a load cut short: say so instead of leaving grey bars for ever.
  const message = document.createElement('p');
  message.setAttribute('role', 'alert');
  message.className = 'boot-failure';
  message.textContent =
    'Lapu neizdevās ielādēt. Pārlādējiet to vai atjauniniet pārlūkprogrammu. · '
    + 'The page could not be loaded. Reload it or update your browser.';
  skeleton?.replaceWith(message);
  throw error;
}
