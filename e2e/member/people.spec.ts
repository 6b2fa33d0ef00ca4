import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	store,
	test,
	unique,
} from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost, words } from '../scene.ts';

const field = { hint: '', visibility: 'members', isRequired: false, isFilterable: true } as const;
const option = (label: string) => ({ id: crypto.randomUUID(), label });

/** Two fields that members are looked up by and one that is nobody's business, made by who runs the community. */
async function defineFields(page: Page) {
	const { fields } = communityApi(page);
	const options = [option('Alto'), option('Bass')];
	await fields.create({ ...field, kind: 'multi_select', label: 'Voice', options });
	await fields.create({ ...field, kind: 'location', label: 'Town', options: [] });
	const own = { visibility: 'self', isFilterable: false } as const;
	await fields.create({ ...field, ...own, kind: 'url', label: 'Diary', options: [] });
}

for (const where of ['', ' @phone'])
	test(`a member tells of themselves, is found by it, and keeps the search${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('singers');
		const { address } = await foundCommunity(page, places, mails, { name: 'Singers', slug });
		await defineFields(page);
		const { page: mia, context } = await someoneElse(browser);
		await joinQuickly(mia, address, mails, { email: `${slug}-m@example.org`, name: 'Mia Muster' });

		await mia.goto(`${address}/settings/profile`);
		await mia.getByLabel('Alto').check();
		await mia.getByLabel('Town').fill('Zürich');
		await mia.getByLabel('Diary').fill('javascript:alert(1)');
		await mia.getByRole('button', { name: 'Save' }).click();
		await expect(mia.getByText('This is no address of the web')).toBeVisible();
		await expect(mia.getByLabel('Town')).toHaveValue('Zürich');
		await expectAccessible(mia);
		await mia.getByLabel('Diary').fill('example.org/diary');
		await mia.getByRole('button', { name: 'Save' }).click();
		await expect(mia.getByText('Saved.', { exact: true }).first()).toBeVisible();
		await mia.getByRole('link', { name: 'See profile' }).click();
		await expect(mia.getByRole('definition').filter({ hasText: 'Zürich' })).toBeVisible();
		await expect(mia.getByText('Only you')).toBeVisible();
		await expect(mia.getByRole('link', { name: 'example.org/diary' })).toBeVisible();
		await expectAccessible(mia);
		await context.close();

		await page.goto(`${address}/members`);
		await page.getByText('Filters', { exact: true }).click();
		await page.getByLabel('Alto').check();
		await page.getByLabel('Town').fill('zurich');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Apply filters' }).click();
		await expect(page).toHaveURL(/f\..*=zurich/);
		const found = page.getByRole('main').getByRole('article');
		await expect(found).toHaveCount(1);
		await expect(found).toContainText('Mia Muster');
		await expect(found).toContainText('Alto');

		await page.getByText('Save this search').click();
		await page.getByLabel('Name of the search').fill('Altos of Zürich');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		const kept = page.getByRole('link', { name: 'Altos of Zürich' });
		await expect(kept).toHaveAttribute('aria-current', 'page');
		await page.getByRole('link', { name: 'Remove filter: Town: zurich' }).click();
		await page.getByRole('link', { name: 'Remove filter: Voice: Alto' }).click();
		await expect(page).toHaveURL(/\/members$/);
		await expect(found).toHaveCount(2);
		await kept.click();
		await expect(found).toHaveCount(1);
		await page.getByText('Manage saved searches').click();
		await page.getByLabel('New name for Altos of Zürich').fill('Our altos');
		await page.getByRole('button', { name: 'Rename' }).click();
		await expect(page.getByRole('link', { name: 'Our altos' })).toBeVisible();
		await expectAccessible(page);
		await page.getByText('Delete Our altos…').click();
		await page.getByRole('button', { name: 'Delete search' }).click();
		await expect(page.getByRole('link', { name: 'Our altos' })).toHaveCount(0);

		await page.getByLabel('Order').selectOption('Name');
		await expect(page).toHaveURL(/sort=name/);
		await expect(found.first()).toContainText('Mia Muster');
		await found.first().getByRole('link').click();
		await expect(page.getByRole('heading', { name: 'Mia Muster' })).toBeVisible();
		await expect(page.getByText('Diary')).toHaveCount(0);
	});

test('a profile is read tab by tab, also without scripts', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('tabs');
	const { address } = await foundCommunity(page, places, mails, { name: 'Tabs', slug });
	const { id: postId } = await publishPost(page, 'What Olga wrote');
	const { members, comments } = communityApi(page);
	const { handle } = await members.me();
	for (let at = 1; at <= 25; at++)
		await comments.publish({
			...{ id: crypto.randomUUID(), postId, parentId: null, body: words(`Answer ${at}`) },
		});
	await page.goto(`${address}/m/${handle}`);
	const tabs = page.getByRole('navigation', { name: /Olga/ });
	await expect(tabs.getByRole('link', { name: 'About' })).toHaveAttribute('aria-current', 'page');
	await tabs.getByRole('link', { name: /^Posts/ }).press('Enter');
	await expect(page.getByRole('link', { name: 'What Olga wrote' })).toBeVisible();
	await expectAccessible(page);
	await tabs.getByRole('link', { name: /^Comments/ }).click();
	await expect(page.getByText('Answer 25')).toBeVisible();
	await expect(page.getByText('Answer 1', { exact: true })).toHaveCount(0);
	await page.getByRole('link', { name: 'More comments' }).click();
	await expect(page.getByText('Answer 1', { exact: true })).toBeVisible();
	await expectAccessible(page);
	await tabs.getByRole('link', { name: 'Bookmarks' }).click();
	await expect(page).toHaveURL(/\/bookmarks$/);

	const { page: other, context } = await someoneElse(browser);
	await joinQuickly(other, address, mails, { email: `${slug}-o@example.org`, name: 'Otto' });
	const storageState = await context.storageState();
	await context.close();
	const bare = await browser.newContext({ javaScriptEnabled: false, storageState });
	const plain = await bare.newPage();
	await plain.goto(`${address}/m/${handle}`);
	await expect(plain.getByRole('link', { name: 'Bookmarks' })).toHaveCount(0);
	await plain.getByRole('link', { name: /^Comments/ }).click();
	await plain.getByRole('link', { name: 'More comments' }).click();
	await expect(plain.getByText('Answer 1', { exact: true })).toBeVisible();
	await plain.goto(`${address}/members`);
	await plain.getByLabel('Search members').fill('otto');
	await plain.getByRole('button', { name: 'Search', exact: true }).click();
	await plain.getByText('Save this search').click();
	await plain.getByLabel('Name of the search').fill('Me');
	await plain.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(plain.getByRole('link', { name: 'Me', exact: true })).toBeVisible();

	expect((await plain.goto(`${address}/leaderboard`))?.status()).toBe(404);
	const { gamification } = communityApi(page);
	const [otto] = (await members.list({ status: 'active', limit: 5, search: 'otto' })).items;
	await gamification.start({ rules: [], countsPast: false });
	await expect(async () => {
		const reason = 'Baked the cake';
		const memberId = otto?.id ?? '';
		await gamification.give({ id: crypto.randomUUID(), memberId, points: 25, reason });
	}).toPass();
	await plain.goto(`${address}/m/${otto?.handle}`);
	await expect(plain.getByText('25 of 100 points to Level 3')).toBeVisible();
	await plain.getByRole('link', { name: 'Where points come from' }).click();
	await expect(plain.getByText('“Baked the cake”')).toBeVisible();
	await plain.getByRole('button', { name: 'Got it' }).click();
	await expect(plain.getByText('You reached level 2')).toHaveCount(0);
	const shown = plain.getByRole('switch', { name: 'Show me on leaderboards' });
	await shown.click();
	await expect(shown).toHaveAttribute('aria-checked', 'false');
	await plain.getByRole('main').getByRole('link', { name: 'Leaderboard' }).click();
	await expect(plain.getByText('You are not on this leaderboard.')).toBeVisible();
	await bare.close();
	await page.goto(`${address}/m/${otto?.handle}`);
	await expect(page.getByText('Level 2')).toBeVisible();
	await expect(page.getByText('points to Level 3')).toHaveCount(0);
});

for (const where of ['', ' @phone'])
	test(`people and posts are suggested with a reason, and put away${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('meet');
		const { address } = await foundCommunity(page, places, mails, { name: 'Meet', slug });
		await publishPost(page, 'Who sings on Friday?');
		const { page: mia, context } = await someoneElse(browser);
		await joinQuickly(mia, address, mails, { email: `${slug}-m@example.org`, name: 'Mia' });
		await mia.goto(`${address}/members`);
		const suggested = mia.getByRole('region', { name: 'Suggested for you' });
		const olga = suggested.getByRole('listitem').filter({ hasText: 'Olga' });
		await expect(olga).toContainText('in the last three months');
		await expect(suggested.getByRole('link', { name: 'Who sings on Friday?' })).toBeVisible();
		await expectAccessible(mia);
		await store(suggested.getByRole('button', { name: 'Do not suggest: Olga Organizer' }));
		await expect(suggested.getByText('Not suggested any more')).toBeVisible();
		await store(suggested.getByRole('button', { name: /^Undo/ }));
		await expect(suggested.getByRole('link', { name: 'Olga Organizer' })).toBeVisible();
		await store(suggested.getByRole('button', { name: 'Do not suggest: Who sings on Friday?' }));
		await expect(suggested.getByText('Not suggested any more')).toBeVisible();
		await mia.reload();
		await expect(suggested.getByRole('link', { name: 'Olga Organizer' })).toBeVisible();
		await expect(suggested.getByRole('link', { name: 'Who sings on Friday?' })).toHaveCount(0);
		await context.close();
	});

test('@phone fields and filters of long names stay on the screen', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('narrow');
	const { address } = await foundCommunity(page, places, mails, { name: 'Narrow', slug });
	const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauten';
	const { fields, members } = communityApi(page);
	const options = [option(long)];
	const { fieldId } = await fields.create({ ...field, kind: 'multi_select', label: long, options });
	const { name, handle, version } = await members.me();
	await members.updateProfile({
		...{ name, handle, version, bio: '', avatarFileId: null },
		fields: [{ fieldId, values: [options[0]?.id ?? ''] }],
	});
	for (const path of [
		...[`/m/${handle}`, `/m/${handle}/comments`, '/settings/profile'],
		...['/members', `/members?search=o&f.${fieldId}=${options[0]?.id}`],
	]) {
		await page.goto(address + path);
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
	}
	await expect(page.getByRole('main').getByRole('article')).toHaveCount(1);
	await page.getByText('Filters', { exact: true }).click();
	await expectNoSidewaysScroll(page);
});
