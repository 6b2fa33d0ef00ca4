import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, words } from '../scene.ts';

test('tags are made, grouped, renamed, merged and deleted, each telling what will happen', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('order');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Order', slug });
	const { posts, spaces } = communityApi(page);
	const { groups } = await spaces.navigation();
	const spaceId = groups[0]?.spaces[0]?.id ?? '';
	for (const tags of [['Bike'], ['Bike', 'Bicycle'], ['Bicycle']])
		await posts.publish({
			...{ id: crypto.randomUUID(), spaceId, title: 'Ride', body: words('On.'), tags },
		});

	await page.goto(`${places.studio}/c/${id}/content/tags`);
	await expect(page.getByRole('row', { name: /Bicycle/ })).toContainText('2');
	await page.getByRole('button', { name: 'New group' }).click();
	await page.getByLabel('Name').fill('Vehicles');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Vehicles saved')).toBeVisible();

	await page.getByRole('button', { name: 'New tag' }).click();
	await page.getByLabel('Name').fill('Train');
	await page.getByLabel('Synonyms').fill('Railway, 鉄道');
	await page.getByLabel('Group', { exact: true }).selectOption('Vehicles');
	await page.getByRole('switch', { name: 'Only chosen roles may set it' }).check();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('row', { name: /Train.*also Railway, 鉄道/ })).toBeVisible();

	await page.getByRole('button', { name: 'Actions for Train' }).click();
	await page.getByRole('menuitem', { name: 'Edit' }).click();
	await page.getByLabel('Name').fill('Rail');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Rail saved')).toBeVisible();

	await page.getByRole('button', { name: 'Actions for Bike' }).click();
	await page.getByRole('menuitem', { name: 'Merge into another…' }).click();
	await page.getByRole('radio', { name: /^Bicycle/ }).check();
	await expect(page.getByText('1 post gets Bicycle instead.')).toBeVisible();
	await expect(page.getByText('1 post has both already.')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Merge', exact: true }).click();
	await expect(page.getByText('Bike is now Bicycle')).toBeVisible();
	await expect(page.getByRole('row', { name: /Bicycle/ })).toContainText('3');

	await page.goto(`${address}/t/bike`);
	await expect(page).toHaveURL(/\/t\/bicycle$/);
	await page.goto(`${address}/t/train`);
	await expect(page).toHaveURL(/\/t\/rail$/);

	await page.goto(`${places.studio}/c/${id}/content/tags`);
	await page.getByRole('button', { name: 'Actions for Bicycle' }).click();
	await page.getByRole('menuitem', { name: 'Delete tag' }).click();
	await expect(page.getByText('3 posts lose the tag and stay.')).toBeVisible();
	await page.getByRole('button', { name: 'Delete tag' }).click();
	await expect(page.getByText('Tag Bicycle deleted')).toBeVisible();
	await expect(page.getByRole('row', { name: /Bicycle/ })).toHaveCount(0);
});

test('what people looked for in vain becomes a post', async ({ page, places, mails }) => {
	const slug = unique('asked');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Asked', slug });
	await page.goto(`${places.studio}/c/${id}/content/search`);
	await expect(page.getByText('Nobody searched in this time')).toBeVisible();
	await page.goto(`${address}/search?q=zeppelin`);
	await page.goto(`${places.studio}/c/${id}/content/search`);
	await page.getByRole('link', { name: 'Found nothing' }).click();
	await expect(page.getByText('zeppelin', { exact: true })).toBeVisible();
	await expectAccessible(page);
	const opened = page.waitForEvent('popup');
	await page.getByRole('button', { name: /^Make a post about it.*zeppelin/ }).click();
	const post = await opened;
	await expect(post.getByLabel('Title')).toHaveValue('zeppelin', { timeout: 15_000 });
});

test('@phone the list of tags and the panel of one fit the screen', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('shelf');
	const { id } = await foundCommunity(page, places, mails, { name: 'Shelf', slug });
	await page.goto(`${places.studio}/c/${id}/content/tags`);
	await expect(page.getByText('No tags yet')).toBeVisible();
	await page.getByRole('button', { name: 'New tag' }).first().click();
	await page.getByLabel('Name').fill('Wanderausstellungskatalogverzeichnis');
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Save' }).click();
	const line = page.getByRole('main').getByRole('listitem');
	await expect(line.getByText('Wanderausstellungs')).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
});
