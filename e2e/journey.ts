import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type APIRequestContext, type Page } from '@playwright/test';

export { expect };

/** Addresses of the installation under test. */
export type Places = { studio: string; community(slug: string): string };

type Fixtures = { places: Places; mails: Mails };

/** What arrived in the local mailbox. */
export type Mails = {
	/** The newest sign-in code sent to an address; waits for it. */
	code(to: string): Promise<string>;
	/** The first link in the newest mail to an address whose subject matches; waits for it. */
	link(to: string, subject: RegExp): Promise<string>;
};

type Mail = { subject: string; text: string };

export const test = base.extend<Fixtures>({
	// oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function wants off its pattern
	places: async ({}, use) => {
		const studio = process.env.KITH_E2E_ORIGIN ?? '';
		const { protocol, host } = new URL(studio);
		await use({ studio, community: (slug) => `${protocol}//${slug}.${host}` });
	},
	mails: async ({ places, request }, use) => {
		await use({
			async code(to) {
				const mail = await waitForMail(request, places.studio, to, /\d{6}/);
				return /\b\d{6}\b/.exec(`${mail.subject} ${mail.text}`)?.[0] ?? '';
			},
			async link(to, subject) {
				const mail = await waitForMail(request, places.studio, to, subject);
				return /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '';
			},
		});
	},
});

async function waitForMail(
	request: APIRequestContext,
	studio: string,
	to: string,
	matching: RegExp,
): Promise<Mail> {
	const url = `${studio.replace('localhost', '127.0.0.1')}/dev/mail.json?to=${encodeURIComponent(to)}`;
	const headers = { host: new URL(studio).host };
	let found: Mail | undefined;
	await expect(async () => {
		const answer = await request.get(url, { headers });
		const mails = (await answer.json()) as Mail[];
		found = mails.find(({ subject, text }) => matching.test(`${subject} ${text}`));
		expect(found, `a mail to ${to}`).toBeDefined();
	}).toPass({ timeout: 15_000 });
	if (!found) throw new Error(`no mail to ${to}`);
	return found;
}

/** Fails when axe finds anything serious or critical on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
		[],
	);
}

/** A word that no other test uses. */
export function unique(word: string): string {
	return `${word}-${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}
