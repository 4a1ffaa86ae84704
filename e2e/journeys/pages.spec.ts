// Every page, in both languages and both schemes: it answers, fits its screen, is accessible and silent.
import { expectAccessible } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

const PAGES = [
  { path: '/?area=0840200', lv: 'Saldus novads', en: 'Saldus municipality' },
  // The longest words of a choice there are.
  { path: '/?area=0840200&peers=network:N3', lv: 'Saldus novads', en: 'Saldus municipality' },
  { path: '/brief/0840200?peers=similar:12', lv: 'Saldus novads', en: 'Saldus municipality' },
  { path: '/areas/0840200', lv: 'Saldus novads', en: 'Saldus municipality' },
  { path: '/indicators', lv: 'Rādītāji', en: 'Indicators' },
  { path: '/indicators/CTX.UNEMP?area=0840200', lv: 'Saldus novads', en: 'Saldus municipality' },
  { path: '/indicators/CTX.UNEMP?area=0840200&view=trend&pick=0880200', lv: 'Saldus novads', en: 'Saldus municipality' },
  {
    path: '/indicators/CTX.UNEMP?area=0840200&view=distribution&pick=0880200',
    lv: 'Saldus novads',
    en: 'Saldus municipality',
  },
  { path: '/networks', lv: 'Tīkli', en: 'Networks' },
  { path: '/networks/N2', lv: 'aprūpes', en: 'care' },
  { path: '/changes', lv: 'Kas mainījies', en: 'What changed' },
  { path: '/calendar', lv: 'Datu kalendārs', en: 'Data calendar' },
  { path: '/releases', lv: 'Datu publiskošana', en: 'Releases' },
  { path: '/about', lv: 'Par BLIS', en: 'About BLIS' },
] as const;

for (const language of ['lv', 'en'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`in ${language}, ${colorScheme}`, () => {
      test.use({ colorScheme });
      for (const { path, [language]: words } of PAGES) {
        test(path, async ({ page }) => {
          const complaints: string[] = [];
          page.on('console', (message) => {
            if (message.type() === 'error' || message.type() === 'warning') {
              complaints.push(message.text());
            }
          });
          page.on('pageerror', (error) => complaints.push(error.message));
          await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await expect(page.getByRole('main')).toContainText(words);
          await expect(page.getByRole('status').filter({ hasText: /Ielādē|Loading/ }), 'all has come').toHaveCount(0);
          const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(tooWide, 'nothing sticks out to the side').toBeLessThanOrEqual(0);
          await expectAccessible(page);
          expect(complaints, 'the console is silent').toEqual([]);
        });
      }
    });
  }
}
