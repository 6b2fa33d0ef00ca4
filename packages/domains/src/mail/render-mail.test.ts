import { LOCALES } from '@kith/kernel/locales';
import { expect, test } from 'vitest';
import { oneLine, textOn, type Brand } from './letter.ts';
import { renderMail } from './render-mail.ts';
import type { MailProps } from './write-letter.ts';

const brand: Brand = {
	scope: 'platform',
	name: 'Harbour Choir',
	origin: 'https://choir.kith.example',
	look: { brand: '#0b6bcb', radius: 'medium' },
	logoUrl: null,
	mail: { header: 'plain', color: null, footer: '' },
};
const HOSTILE = '<img src=x onerror=alert(1)>"\'&</a><!--\r\nBcc: all@example.org\u2028X-Evil: 1';
const url = 'https://choir.kith.example/join/abc';

const gift = (news: 'gift' | 'bought', words: string) => ({
	...{ news, sender: words, tier: words, months: words, message: words, amount: '€27.00' },
	...{ until: words, email: words, sendDay: words, url },
});

const seat = (news: 'invite' | 'offer', words: string) => ({
	...{ news, manager: words, group: words, tier: words, until: words, url },
});

const everyMail = async (words: string, locale: string, from: Brand) => {
	const props: MailProps = {
		'sign-in-code': { code: '123456' },
		invitation: { inviterName: words, message: words, url },
		welcome: { name: words },
		approved: { name: words },
		reminder: { title: words, note: words, url },
		request: { name: words, count: 3, url },
		restriction: { kind: 'suspended', until: words, reason: words },
		'restriction-ended': { name: words },
		declined: { reason: words },
		removal: { reason: words },
		'accounts-merged': { gone: words, stays: words, isGone: true },
		'submission-approved': { title: words, reason: '', url },
		'submission-rejected': { title: words, reason: words, url },
		'co-author': { name: words, title: words, url },
		announcement: { title: words, excerpt: words, mustAcknowledge: true, url },
		'idea-status': { title: words, status: 'planned', note: words, url },
		'idea-merged': { title: words, into: words, url },
		ownership: {
			...{ news: 'offered', side: 'taker', organization: words, giver: words, taker: words },
			...{ until: words, url },
		},
		'plan-news': {
			...{ news: 'failed', organization: words, plan: 'Pro', amount: '€49.00', day: words, url },
		},
		'plan-usage': { organization: words, plan: 'Pro', meter: 'mails', percent: 80, url },
		'gift-gift': gift('gift', words),
		'gift-bought': gift('bought', words),
		'seat-invite': seat('invite', words),
		'seat-offer': seat('offer', words),
		waiting: { count: 2, since: words, url },
		'sale-news': {
			...{ news: 'owed', tier: words, member: words, amount: '€9.00', day: words },
			...{ otherDay: words, since: 7, url },
		},
		week: {
			...{ days: words, headline: { active: 'up', answers: 'down' }, url },
			figures: [{ name: 'active', value: '12', before: words }],
			signals: [
				{ kind: 'growing_space', facts: { name: words, count: '4', days: '' }, url: `${url}#a` },
				{ kind: 'gone_quiet', facts: { name: '', count: '3', days: '14' }, url: `${url}#b` },
			],
		},
		exploration: {
			...{ name: words, days: words, url, isCut: true },
			total: { value: '12', before: '9' },
			lines: [
				{ name: words, key: null, value: '7', before: null },
				{ name: '', key: 'others', value: null, before: null },
			],
		},
		'archive-ready': { url: 'https://kith.example/c/x/settings/data' },
		closing: {
			day: '11 December 2026',
			isLast: false,
			url: 'https://kith.example/c/x/settings/data',
		},
		'address-code': { code: '123456' },
		'address-taken': {},
		'address-changed': { address: words, when: words, browser: words, system: words, ip: words },
		'security-notice': {
			...{ what: 'new-device', when: words, browser: 'Firefox', system: words, ip: words, url },
		},
	};
	const options = { locale, brand: from };
	return Promise.all([
		renderMail('sign-in-code', props['sign-in-code'], options),
		renderMail('invitation', props.invitation, options),
		renderMail('gift-gift', props['gift-gift'], options),
		renderMail('gift-bought', props['gift-bought'], options),
		renderMail('seat-invite', props['seat-invite'], options),
		renderMail('seat-offer', props['seat-offer'], options),
		renderMail('welcome', props.welcome, options),
		renderMail('plan-news', props['plan-news'], options),
		renderMail('plan-usage', props['plan-usage'], options),
		...(['owed', 'ending', 'ended', 'trial', 'receipt', 'dispute'] as const).map((news) =>
			renderMail('sale-news', { ...props['sale-news'], news }, options),
		),
		renderMail('approved', props.approved, options),
		renderMail('request', props.request, options),
		renderMail('accounts-merged', props['accounts-merged'], options),
		renderMail('submission-approved', props['submission-approved'], options),
		renderMail('submission-rejected', props['submission-rejected'], options),
		renderMail('co-author', props['co-author'], options),
		renderMail('reminder', props.reminder, options),
		renderMail('announcement', props.announcement, options),
		renderMail('idea-status', props['idea-status'], options),
		renderMail('security-notice', props['security-notice'], options),
		renderMail('address-code', props['address-code'], options),
		renderMail('address-taken', props['address-taken'], options),
		renderMail('address-changed', props['address-changed'], options),
		renderMail('ownership', props.ownership, options),
		renderMail('week', props.week, options),
		renderMail('exploration', props.exploration, options),
	]);
};

test('what people wrote never becomes markup, in any mail and language', async () => {
	for (const locale of LOCALES)
		for (const mail of await everyMail(HOSTILE, locale, { ...brand, name: HOSTILE })) {
			expect(mail.html).not.toMatch(/<(img|script)/i);
			expect(mail.html).not.toContain('<!--');
			// The letter's one action, its deeds, and the community.
			expect(mail.html.match(/<a /g)?.length).toBeLessThanOrEqual(4);
			expect(mail.html).toContain('&lt;img src=x');
		}
});

test('no name can add a header line', async () => {
	for (const mail of await everyMail(HOSTILE, 'en', { ...brand, name: HOSTILE })) {
		expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
		expect(mail.subject.length).toBeLessThanOrEqual(200);
	}
	expect(oneLine('a\r\nBcc: b@example.org')).toBe('a Bcc: b@example.org');
	expect(oneLine('pay\u202eexe.fdp')).toBe('pay exe.fdp');
	expect(oneLine(`${'x'.repeat(8)}😀tail`, 10)).toBe(`${'x'.repeat(8)}…`);
});

test('an address cannot break out of its attribute', async () => {
	const evil = 'https://choir.kith.example/join/" onclick="x';
	const { html } = await renderMail(
		'request',
		{ name: 'Ann', count: 1, url: evil },
		{ locale: 'en', brand },
	);
	expect(html).toContain('href="https://choir.kith.example/join/&quot; onclick=&quot;x"');
});

test('html and plain text say the same, in the language of the reader', async () => {
	const props = { inviterName: 'Ann', message: 'Come\nand sing', url };
	const english = await renderMail('invitation', props, { locale: 'en', brand });
	const german = await renderMail('invitation', props, { locale: 'de-AT', brand });
	expect(english.subject).toBe('Ann invites you to Harbour Choir');
	expect(german.subject).toBe('Ann lädt dich zu Harbour Choir ein');
	expect(english.text).toContain(`Accept the invitation:\n${url}`);
	expect(english.text).toContain('> Come\n> and sing');
	expect(english.html).toContain('Ann would like you to be part of Harbour Choir.');
	expect(german.html).toContain('<html lang="de" dir="ltr">');
	expect((await renderMail('welcome', { name: 'Ann' }, { locale: 'sv', brand })).subject).toBe(
		'Welcome to Harbour Choir',
	);
});

test('every language has words of its own, and Arabic runs from right to left', async () => {
	const mails = await Promise.all(
		LOCALES.map((locale) => renderMail('sign-in-code', { code: '042917' }, { locale, brand })),
	);
	expect(new Set(mails.map(({ subject }) => subject)).size).toBe(LOCALES.length);
	for (const { subject, text } of mails) {
		expect(subject).toContain('042917');
		expect(text).toContain('Harbour Choir');
		expect(text).not.toContain('undefined');
	}
	const arabic = mails[LOCALES.indexOf('ar')];
	expect(arabic?.html).toContain('<html lang="ar" dir="rtl">');
	expect(arabic?.text).toContain('10 دقائق');
});

test('the code is in the subject, the html and the text', async () => {
	const mail = await renderMail('sign-in-code', { code: '042917' }, { locale: 'en', brand });
	expect(mail.subject).toBe('042917 is your Harbour Choir code');
	expect(mail.html).toContain('042917</p>');
	expect(mail.text).toContain('\n\n042917\n\n');
});

test('a community shows its logo, or its initials on its colour', async () => {
	const plain = await renderMail('welcome', { name: 'Ann' }, { locale: 'en', brand });
	expect(plain.html).toMatch(/>\s*HC\s*<\/td>/);
	const logoUrl = 'https://choir.kith.example/files/1/full';
	const own = await renderMail(
		'welcome',
		{ name: 'Ann' },
		{ locale: 'en', brand: { ...brand, logoUrl } },
	);
	expect(own.html).toContain(`<img src="${logoUrl}"`);
});

test('the words on a button reach 4.5 : 1 on every colour', () => {
	const luminance = (hex: string) =>
		[1, 3, 5]
			.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
			.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
			.reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
	for (let red = 0; red < 256; red += 15)
		for (let green = 0; green < 256; green += 15)
			for (let blue = 0; blue < 256; blue += 15) {
				const hex = `#${[red, green, blue].map((one) => one.toString(16).padStart(2, '0')).join('')}`;
				const pair = [luminance(hex), luminance(textOn(hex))].toSorted((a, b) => b - a);
				expect(((pair[0] ?? 0) + 0.05) / ((pair[1] ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5);
			}
});
