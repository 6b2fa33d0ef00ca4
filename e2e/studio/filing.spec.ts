import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

for (const phone of ['', '@phone '])
	test(`${phone}a rule is made and tried out, files what a member writes, and the member undoes it`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		test.setTimeout(150_000);
		const slug = unique('filing');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Filing', slug });
		const { page: author, context } = await someoneElse(browser);
		const name = 'Ines Writer';
		await joinQuickly(author, address, mails, { email: `${slug}-ines@example.org`, name });
		const api = communityApi(page);
		const fields = { description: '', tagGroupId: null, isRestricted: false, roleIds: [] };
		await api.tags.create({ id: randomUUID(), name: 'Boats', ...fields, synonyms: [] });
		const spaces = (await api.spaces.navigation()).groups.flatMap((group) => group.spaces);
		const [from, to] = spaces.filter(({ visibility }) => visibility === 'public');
		if (!from || !to) throw new Error('the template has two spaces that everybody reads');
		await publishPost(author, 'An old boat for sale', 'Wood, and dry.', { space: from.slug });

		await page.goto(`${places.studio}/c/${id}/moderation/filing`);
		await expect(page.getByText('There are no rules yet')).toBeVisible();
		const panel = page.getByRole('dialog');
		await expect(async () => {
			await page.getByRole('button', { name: 'New rule' }).click();
			await expect(panel).toBeVisible({ timeout: 1000 });
		}).toPass();
		await panel.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(panel.getByText('Give the rule a name.')).toBeVisible();
		await panel.getByLabel('Name').fill('Sales');
		await panel.getByLabel('Contains any of these words').fill('for sale, à vendre');
		await panel.getByLabel('Add these tags').fill('Boat');
		await page.getByRole('option', { name: 'Boats' }).click();
		await panel.getByLabel('Move it to').selectOption({ label: to.name });
		await panel.getByRole('button', { name: 'What would it have done?' }).click();
		await expect(panel.getByText(/it would have filed 1: 1 moved, 1 tagged/)).toBeVisible();
		await expect(panel.getByRole('link', { name: 'An old boat for sale' })).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		// Somebody else was faster: what they did stays, and so does what is typed here.
		const zebras = { id: randomUUID(), name: 'Zebras', words: ['zebra'], wholeWords: true };
		const rest = { isPaused: false, kinds: [], spaceIds: [], hosts: [], joinedWithin: null };
		const theirs = { ...zebras, ...rest, tagIds: [], toSpaceId: to.id };
		const faster = await page.context().newPage();
		await faster.goto(address);
		await communityApi(faster).filing.save({ rules: [theirs], version: 0 });
		await faster.close();
		await panel.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(panel.getByText('Somebody else changed the rules meanwhile.')).toBeVisible();
		await panel.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(panel).toBeHidden();
		await expect(page.getByRole('heading', { name: 'Zebras' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Sales' })).toBeVisible();
		await expect(page.getByText(/contains the word “.*for sale/)).toBeVisible();
		await expectAccessible(page);

		const { path } = await publishPost(author, 'A new boat for sale', 'Steel.', {
			space: from.slug,
		});
		await author.goto(address + path);
		const crumbs = author.getByRole('navigation', { name: 'Where you are' });
		await expect(crumbs.getByRole('link', { name: to.name })).toBeVisible();
		const said = `Filed by the rule “Sales”: moved from ${from.name} to ${to.name}, tagged Boats`;
		await expect(author.getByText(said)).toBeVisible();
		await expectAccessible(author);
		await expectNoSidewaysScroll(author);
		await author.getByRole('button', { name: 'Undo', exact: true }).click();
		await expect(crumbs.getByRole('link', { name: from.name })).toBeVisible();
		await expect(author.getByText(said)).toBeHidden();
		await expect(author.getByRole('link', { name: 'Boats' })).toHaveCount(0);
		const [postId] = /[\da-f-]{36}/.exec(path) ?? [''];
		await author.goto(`${address}/manage/${postId}`);
		await expect(author.getByText(said)).toBeVisible();
		await expect(
			author.getByText(`undid what the rule “Sales” did: back in ${from.name}`),
		).toBeVisible();
		await expect(author.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);

		await page.reload();
		await expect(page.getByText('In the last 30 days: 1 filed, 1 undone')).toBeVisible();
		await context.close();
	});
