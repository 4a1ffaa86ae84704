// The comparison of one indicator, as a person finds it: by roles, labels and words.
import { expect, type Locator, type Page } from '@playwright/test';

/** What the page calls things in the two languages. */
const WORDS = {
  lv: { area: 'Pašvaldība', peers: 'Salīdzināt ar', period: 'Periods', aside: 'Ko tas rāda', rank: /(\d+)\.\u00a0vieta no (\d+)/ },
  en: { area: 'Municipality', peers: 'Compare with', period: 'Period', aside: 'What it shows', rank: /rank (\d+) of (\d+)/ },
} as const;

export type Language = keyof typeof WORDS;

export class ComparisonPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language = 'lv',
  ) {}

  async open(indicator: string, query: Record<string, string>): Promise<void> {
    await this.page.goto(`/indicators/${indicator}?${new URLSearchParams(query)}`);
    await expect(this.headline).toContainText(this.words.rank);
  }

  get headline(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get aside(): Locator {
    return this.page.getByRole('complementary', { name: this.words.aside });
  }

  get chart(): Locator {
    return this.page.getByRole('application');
  }

  /** The picked municipalities, each a button that lets it go. */
  get picks(): Locator {
    return this.page.locator('.picks button');
  }

  /** What is said to a screen reader when the keyboard walks through the chart. */
  get spoken(): Locator {
    return this.page.locator('.chart [aria-live=polite]');
  }

  /** The rank of the title, and among how many; nothing while the title names none. */
  async rank(): Promise<{ rank: number; of: number } | undefined> {
    const found = this.words.rank.exec((await this.headline.textContent()) ?? '');
    return found ? { rank: Number(found[1]), of: Number(found[2]) } : undefined;
  }

  async compareWith(selector: string): Promise<void> {
    await this.page.getByRole('combobox', { name: this.words.peers }).selectOption(selector);
  }

  async choosePeriod(period: string): Promise<void> {
    await this.page.getByRole('combobox', { name: this.words.period, exact: true }).selectOption(period);
  }

  async show(view: string): Promise<void> {
    await this.page.getByRole('link', { name: view, exact: true }).click();
  }

  private get words(): (typeof WORDS)[Language] {
    return WORDS[this.language];
  }
}
