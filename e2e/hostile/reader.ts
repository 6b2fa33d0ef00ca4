import type { Page } from '@playwright/test';
import { untilAlive } from '../alive.ts';
import { expect } from '../journey.ts';
import { watch } from '../watch.ts';
import type { Sheet } from './sheet.ts';

/** Opens pages as a reader whose harm would be noticed. */
export type Reader = {
	/** The page as it is with all its scripts, after what somebody does there, if anything; `look` looks meanwhile, too. */
	open(address: string, act?: Act): Promise<void>;
	/** The page as the server wrote it, under its policy: its own scripts and sheets are not fetched. */
	read(address: string): Promise<void>;
	/** A mail, with no policy around it: not every program that shows mails has one. */
	mail(html: string): Promise<void>;
};

type Act = (page: Page, look: () => Promise<void>) => Promise<void>;

/** A script of somebody's text may run a moment after it was inserted. */
const SETTLED = 300;
const LETTER = 'https://mail.invalid/letter';

export async function readerOf(page: Page, sheet: Sheet): Promise<Reader> {
	const whole = await page.context().newPage();
	const plain = await page.context().newPage();
	const mail = await page.context().newPage();
	let letter = '';
	await mail.route(LETTER, (route) => route.fulfill({ contentType: 'text/html', body: letter }));
	await mail.route(/^(?!https:\/\/mail\.invalid\/)/, (route) => route.abort());
	const network = await page.context().newCDPSession(plain);
	await network.send('Network.enable');
	await network.send('Network.setBlockedURLs', { urls: ['*/_app/*', '*.css', '*/files/*'] });
	const [wholeHarm, plainHarm] = [await watch(whole), await watch(plain)];
	const mailHarm = await watch(mail);
	const look = async (at: Page, harm: () => Promise<string[]>) => {
		const { shown, faults } = await at.evaluate(whatIsThere);
		expect([...(await harm()), ...faults], at.url()).toEqual([]);
		sheet.see(shown);
	};
	return {
		open: oneAtATime(async (address, act) => {
			await whole.goto(address);
			// What harm did to a page may be why its own scripts never ran: it is told first.
			const alive = untilAlive(whole).catch(() => null);
			const isAlive = (await alive) !== null;
			await act?.(whole, () => look(whole, wholeHarm));
			await whole.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), SETTLED);
			await look(whole, wholeHarm);
			expect(isAlive, address).toBe(true);
		}),
		read: oneAtATime(async (address) => {
			const answer = await plain.goto(address, { waitUntil: 'domcontentloaded' });
			expect(answer?.status(), address).toBe(200);
			await look(plain, plainHarm);
		}),
		mail: oneAtATime(async (html) => {
			letter = html;
			await mail.goto(LETTER);
			await look(mail, mailHarm);
		}),
	};
}

/** A page goes to one address after the other, whoever wants it to. */
function oneAtATime<More extends unknown[]>(
	go: (address: string, ...more: More) => Promise<void>,
): (address: string, ...more: More) => Promise<void> {
	let before = Promise.resolve();
	return (address, ...more) => (before = before.then(() => go(address, ...more)));
}

/** Runs in the page: what it shows, in texts, attributes and fields, and what of its markup no page of ours has. */
function whatIsThere(): { shown: string; faults: string[] } {
	const shown: string[] = [];
	const faults: string[] = [];
	const foreign = new Set(['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MARQUEE', 'MATH', 'FRAMESET']);
	for (const name of ['XMP', 'PLAINTEXT', 'NOEMBED', 'APPLET', 'PORTAL']) foreign.add(name);
	const leads = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcdoc']);
	const runs = /^[\s\p{Cc}]*(?:javascript|vbscript|data:(?!image\/))/iu;
	for (const element of document.querySelectorAll<HTMLElement>('*')) {
		const { attributes, nonce } = element;
		const name = element.tagName.toUpperCase();
		const isForeign = foreign.has(name) && !isPreview(element);
		if (isForeign || (name === 'SCRIPT' && nonce === '' && !isData(element)))
			faults.push(`an element: ${element.outerHTML.slice(0, 200)}`);
		for (const { name: key, value } of attributes) {
			shown.push(value);
			if (key.startsWith('on') || (leads.has(key) && runs.test(value)))
				faults.push(`an attribute: ${key}=${value.slice(0, 200)}`);
		}
		if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
			shown.push(element.value);
	}
	const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
	let words = '';
	for (let node = texts.nextNode(); node; node = texts.nextNode())
		if (!['SCRIPT', 'STYLE'].includes(node.parentElement?.tagName ?? ''))
			words += node.textContent ?? '';
	if (Reflect.get({}, 'polluted') !== undefined) faults.push('every object was given a key');
	return { shown: [...shown, words].join('\n'), faults };

	/** What is designed, as it will look: a page of the same installation. */
	function isPreview(element: Element): boolean {
		const src = element.getAttribute('src') ?? '';
		if (element.tagName !== 'IFRAME' || element.hasAttribute('srcdoc') || src === '') return false;
		const { protocol, host } = new URL(src, location.href);
		const own = host === location.host || host.endsWith(`.${location.host}`);
		return own && protocol === location.protocol;
	}
	/** What is only read, as search engines do. */
	function isData(element: Element): boolean {
		return /^application\/(?:ld\+)?json$/.test(element.getAttribute('type') ?? '');
	}
}
