import { chromium } from 'playwright-core';
const [,, base, out, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [w,h,n] of [[1280,800,'d'],[390,844,'p']]) {
  const c = await b.newContext({ viewport: { width: w, height: h } });
  const p = await c.newPage();
  for (const [i, path] of paths.entries()) {
    await p.goto(base + path); await p.waitForLoadState('networkidle'); await p.waitForTimeout(400);
    await p.screenshot({ path: `${out}/${i}-${n}.png`, fullPage: true });
    if (n==='d' && path.startsWith('/brief')) { await p.pdf({ path: `${out}/${i}.pdf`, preferCSSPageSize: true }); }
  }
}
await b.close();
