import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { communityApi, platformApi } from '../api.ts';
import { askForStaffCode, foundCommunity, publishPost } from '../scene.ts';

/** What each language calls a few things, and how a browser asks for it. */
const LANGUAGES = [
	{ locale: 'en', browser: 'en-GB', join: 'Join', start: 'Start your community', name: 'English' },
	{
		locale: 'de',
		browser: 'de-AT',
		join: 'Beitreten',
		start: 'Community starten',
		name: 'Deutsch',
	},
	{ locale: 'es', browser: 'es-MX', join: 'Unirme', start: 'Crea tu comunidad', name: 'Español' },
	{
		locale: 'fr',
		browser: 'fr-CA',
		join: 'Adhérer',
		start: 'Créer votre communauté',
		name: 'Français',
	},
	{
		locale: 'ja',
		browser: 'ja-JP',
		join: '参加する',
		start: 'コミュニティを始める',
		name: '日本語',
	},
	{ locale: 'ar', browser: 'ar-EG', join: 'انضمام', start: 'ابدأ مجتمعك', name: 'العربية' },
] as const;

/** What the wizard says, and what the community that comes of it does. */
const FOUNDERS = [
	{
		...{ locale: 'fr', name: 'Nom de la communauté', address: 'Adresse', purpose: /^Voisinage/ },
		...{ isFree: 'Cette adresse est libre.', onward: 'Continuer', open: 'Ouvrir ma communauté' },
		space: 'Panneau d’affichage',
		welcome: 'Bonjour voisin, bonjour voisine : comment marche notre place',
		rule: 'Parlez d’abord à la personne',
		role: 'Référente / Référent de rue',
	},
	{
		...{ locale: 'ar', name: 'اسم المجتمع', address: 'العنوان', purpose: /^الحي/ },
		...{ isFree: 'هذا العنوان متاح.', onward: 'متابعة', open: 'افتح مجتمعي' },
		space: 'لوحة الإعلانات',
		welcome: 'أهلًا يا جار: هكذا تعمل ساحتنا',
		rule: 'كلّم الشخص أولًا',
		role: 'منسق الشارع',
	},
] as const;

const directionOf = (locale: string) => (locale === 'ar' ? 'rtl' : 'ltr');

test('the landing page, the wizard and a community speak what the browser asks for', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(180_000);
	const slug = unique('babel');
	const { address } = await foundCommunity(page, places, mails, { name: 'Babel', slug });
	const { path } = await publishPost(page, 'A tower');
	for (const { locale, browser: asked, join, start } of LANGUAGES) {
		const reader = await readerOf(browser, asked);
		await reader.goto(places.studio);
		await expectLanguage(reader, locale);
		await expect(reader.getByRole('link', { name: start }).first()).toBeVisible();
		await expectNoSidewaysScroll(reader);
		await reader.goto(`${places.studio}/start`);
		await expectLanguage(reader, locale);
		await expectNoSidewaysScroll(reader);
		await reader.goto(address + path);
		await expectLanguage(reader, locale);
		await expect(reader.getByRole('link', { name: join, exact: true }).first()).toBeVisible();
		await expectNoSidewaysScroll(reader);
		const manifest = await reader.evaluate(
			async () => (await (await fetch('/manifest.webmanifest')).json()) as Record<string, unknown>,
		);
		expect(manifest).toMatchObject({ lang: locale, dir: directionOf(locale), short_name: 'Babel' });
		await reader.context().close();
	}
});

test('a language chosen in the footer stays, and the page turns around for Arabic', async ({
	page,
	places,
}) => {
	test.setTimeout(180_000);
	for (const { locale, name, start } of LANGUAGES) {
		await page.goto(places.studio);
		await page.getByRole('contentinfo').getByRole('button', { name, exact: true }).click();
		await expectLanguage(page, locale);
		await page.reload();
		await expectLanguage(page, locale);
		await expect(page.getByRole('link', { name: start }).first()).toBeVisible();
	}
	const logo = await page.getByRole('banner').getByRole('link').first().boundingBox();
	expect(logo?.x, 'the mark stands at the right edge').toBeGreaterThan(640);
});

for (const { locale, ...said } of FOUNDERS)
	test(`the wizard in ${locale} ends in a community that is written in it`, async ({
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(120_000);
		const slug = unique('place');
		const email = `${slug}@example.org`;
		const page = await readerOf(browser, locale);
		await page.goto(`${places.studio}/start`);
		const { identity } = platformApi(page);
		await askForStaffCode(page, email);
		await identity.signInWithCode({ email, code: await mails.code(email), name: 'Noor' });
		await page.goto(`${places.studio}/start`);
		await page.getByLabel(said.name).fill('Place');
		await page.getByLabel(said.address).fill(slug);
		await page.getByRole('radio', { name: said.purpose }).check();
		await expect(page.getByText(said.isFree)).toBeVisible();
		for (const step of ['look', 'access', 'live']) {
			await page.getByRole('button', { name: said.onward, exact: true }).click();
			await page.waitForURL(new RegExp(`/${step}$`));
		}
		await page.getByRole('button', { name: said.open, exact: true }).click();
		await page.waitForURL(new RegExp(`//${slug}\\.`));
		await expectLanguage(page, locale);
		await expect(page.getByRole('link', { name: said.space }).first()).toBeVisible();
		await page.getByRole('link', { name: said.welcome }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: said.welcome })).toBeVisible();
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
		await page.goto(`${places.community(slug)}/guidelines`);
		await expect(page.getByText(said.rule)).toBeVisible();
		const { roles } = communityApi(page);
		expect((await roles.list()).map(({ name }) => name)).toContain(said.role);
		await page.context().close();
	});

test('icons for the home screen are pictures of the size they say', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('badge');
	const { address } = await foundCommunity(page, places, mails, { name: 'Badge', slug });
	await page.goto(address);
	for (const size of [180, 192, 512]) expect(await widthOf(page, `/icons/${size}.png`)).toBe(size);
	expect(await widthOf(page, '/icons/64.png')).toBe(0);
});

async function readerOf(browser: Browser, locale: string): Promise<Page> {
	return (await browser.newContext({ locale })).newPage();
}

async function expectLanguage(page: Page, locale: string): Promise<void> {
	await expect(page.locator('html')).toHaveAttribute('lang', locale);
	await expect(page.locator('html')).toHaveAttribute('dir', directionOf(locale));
}

/** How wide a picture is for the browser; 0 when it is none. */
function widthOf(page: Page, path: string): Promise<number> {
	return page.evaluate(async (src) => {
		const image = new Image();
		image.src = src;
		await image.decode().catch(() => {});
		return image.naturalWidth;
	}, path);
}
