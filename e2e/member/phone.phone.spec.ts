import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, publishPost } from '../scene.ts';
import { comment, editorOf } from '../writing.ts';

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

test('on a phone: tabs, the sheet of spaces, a post and a comment, nothing off the screen', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('pocket');
	const { address } = await foundCommunity(page, places, mails, { name: LONG.slice(0, 78), slug });
	const tabs = page.getByRole('navigation', { name: 'Main areas' });
	await tabs.getByRole('button', { name: 'Spaces' }).click();
	const sheet = page.locator('#spaces');
	await sheet.getByRole('link', { name: 'Members' }).click();
	await expect(page.getByRole('heading', { name: 'Members' })).toBeVisible();
	await expect(sheet).toBeHidden();

	await tabs.getByRole('link', { name: 'New post' }).click();
	await expect(editorOf(page)).toBeVisible();
	await page.getByLabel('Title').fill(LONG);
	await editorOf(page).pressSequentially(LONG);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.waitForURL(/\/p\//);
	await comment(page, LONG);
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);

	await tabs.getByRole('button', { name: 'You' }).click();
	await page.locator('#you').getByRole('link', { name: 'Settings' }).click();
	await expect(page).toHaveURL(/\/settings\/profile/);
	await expectNoSidewaysScroll(page);
	await page.goto(address);
});

test('no page of a community scrolls sideways on a phone', async ({ page, places, mails }) => {
	const slug = unique('narrow');
	const { address } = await foundCommunity(page, places, mails, { name: 'Narrow', slug });
	const { path } = await publishPost(page, LONG, `${LONG}${LONG}`);
	const inside = ['/', '/s/say-hello', path, '/new', '/members', '/m/olga-organizer'];
	const settings = ['/settings/profile', '/settings/security', '/settings/appearance'];
	for (const place of [...inside, ...settings]) {
		await page.goto(address + place);
		await expectNoSidewaysScroll(page);
	}
	await page.context().clearCookies();
	for (const place of ['/', path, '/join', '/sign-in', '/sign-in?by=password']) {
		await page.goto(address + place);
		await expectNoSidewaysScroll(page);
	}
});
