import AxeBuilder from '@axe-core/playwright';
import {
	expect,
	test as base,
	type APIRequestContext,
	type Locator,
	type Page,
} from '@playwright/test';
import { waitForScripts } from './alive.ts';

export { expect };

/** Addresses of the installation under test. */
export type Places = { studio: string; community(slug: string): string };

type Fixtures = { places: Places; mails: Mails };
type WorkerFixtures = { pages: void };

/** What arrived in the local mailbox. */
export type Mails = {
	/** The newest sign-in code sent to an address; waits until more than `known` mails have come. */
	code(to: string, known?: number): Promise<string>;
	/** How many mails came to an address so far. */
	count(to: string): Promise<number>;
	/** The newest hundred mails to an address, as mail programs show them. */
	pages(to: string): Promise<string[]>;
	/** What the newest mail to an address says. */
	text(to: string): Promise<string>;
	/** The first link in the newest mail to an address whose subject matches; waits for it. */
	link(to: string, subject: RegExp): Promise<string>;
};

type Mail = { subject: string; text: string; html: string };

export const test = base.extend<Fixtures, WorkerFixtures>({
	pages: [
		async ({ browser }, use) => {
			browser.on('context', waitForScripts);
			await use();
		},
		{ scope: 'worker', auto: true },
	],
	// oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function wants off its pattern
	places: ({}, use) => use(placesOf(process.env.KITH_E2E_ORIGIN ?? '')),
	// Each journey comes from an address of its own: all of them from one would ask for more codes than anybody may.
	extraHTTPHeaders: ({ extraHTTPHeaders }, use) =>
		use({ ...extraHTTPHeaders, 'x-forwarded-for': someAddress() }),
	mails: ({ places, request }, use) => use(mailsOf(request, places.studio)),
});

function someAddress(): string {
	return ['10', ...[256, 256, 256].map((count) => Math.floor(Math.random() * count))].join('.');
}

/** Addresses of the installation whose studio is at `studio`. */
export function placesOf(studio: string): Places {
	const { protocol, host } = new URL(studio);
	return { studio, community: (slug) => `${protocol}//${slug}.${host}` };
}

/** The local mailbox of that installation. */
export function mailsOf(request: APIRequestContext, studio: string): Mails {
	const box = (to: string) => () => mailsTo(request, studio, to);
	return {
		async code(to, known = 0) {
			const mail = await waitForMail(box(to), /\b\d{6}\b/, known);
			return /\b\d{6}\b/.exec(`${mail.subject} ${mail.text}`)?.[0] ?? '';
		},
		count: async (to) => (await box(to)()).length,
		pages: async (to) => (await box(to)()).map(({ html }) => html),
		text: async (to) => (await waitForMail(box(to), /./, 0)).text,
		async link(to, subject) {
			const mail = await waitForMail(box(to), subject, 0);
			return /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '';
		},
	};
}

async function waitForMail(
	read: () => Promise<Mail[]>,
	matching: RegExp,
	known: number,
): Promise<Mail> {
	let found: Mail | undefined;
	await expect(async () => {
		const mails = await read();
		// The newest come first.
		const fresh = mails.slice(0, Math.max(0, mails.length - known));
		found = fresh.find(({ subject, text }) => matching.test(`${subject} ${text}`));
		expect(found, `a mail that matches ${String(matching)}`).toBeDefined();
	}).toPass({ timeout: 15_000, intervals: [200] });
	if (!found) throw new Error(`no mail matches ${String(matching)}`);
	return found;
}

async function mailsTo(request: APIRequestContext, studio: string, to: string): Promise<Mail[]> {
	// Names below localhost are resolved by browsers only.
	const url = `${studio.replace('localhost', '127.0.0.1')}/dev/mail.json`;
	const answer = await request.get(url, {
		params: { to },
		headers: { host: new URL(studio).host },
	});
	return (await answer.json()) as Mail[];
}

/** Fails when axe finds anything serious or critical on the page as it is now; of `rules` only, when given. */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
	await page.evaluate(untilStill);
	// In one go: the other way opens a second page for the sum, which pages without foreign frames have no use for.
	const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	const places = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
	expect(places, page.url()).toEqual([]);
}

/** Runs in the page: half-way through a transition colours are not what they will be. */
async function untilStill(): Promise<void> {
	// A notice may begin to fade at any moment of the look.
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(
		'[data-sonner-toast][data-removed="true"] { opacity: 1 !important; transition: none !important }',
	);
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	await new Promise((resolve) => setTimeout(resolve, 50));
	const passing = document
		.getAnimations()
		.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
	const ended = Promise.allSettled(passing.map(({ finished }) => finished));
	// One that is paused, or whose element is not drawn, never ends.
	await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1500))]);
}

/** Fails when the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
	const overflow = () => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return scrollWidth - clientWidth;
	};
	await expect.poll(() => page.evaluate(overflow), page.url()).toBeLessThanOrEqual(0);
}

/** Presses what changes something and waits for the server's answer: a page may be ahead of it. */
export async function store(button: Locator): Promise<void> {
	const stored = button.page().waitForResponse((answer) => answer.request().method() === 'POST');
	await button.click();
	await stored;
}

/** A word that no other test uses. */
export function unique(word: string): string {
	return `${word}-${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}
