import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('an admin builds a role, shuts a space to it, looks at the site as it, asks why, and takes it back', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(180_000);
	const slug = unique('roles');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Harbour', slug });
	const { page: guest, context } = await someoneElse(browser);
	await joinQuickly(guest, address, mails, { email: `${slug}-a@example.org`, name: 'Ana Alvarez' });
	const root = `${places.studio}/c/${id}/settings/roles`;

	await page.goto(root);
	await page.getByRole('button', { name: 'New role' }).click();
	await page.getByLabel('Start with').selectOption('Volunteer');
	await page.getByRole('button', { name: 'Create role' }).click();
	await expect(page.getByText('It stands just above Member.')).toBeVisible();

	// By keyboard alone: one cell allowed, another denied, one step back and forth again.
	const cell = (name: RegExp) => page.getByRole('button', { name });
	await cell(/^Volunteer, Feature posts:/).focus();
	await page.keyboard.press('a');
	await expect(cell(/^Volunteer, Feature posts: Allowed/)).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('d');
	await expect(page.getByText('2 changes not saved')).toBeVisible();
	await page.keyboard.press('Control+z');
	await expect(page.getByText('1 change not saved')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Review and save' }).click();
	await expect(page.getByRole('dialog')).toContainText('Feature posts');
	await page.getByRole('button', { name: 'Save changes' }).click();
	await expect(page.getByText('Permissions saved')).toBeVisible();

	await page.getByRole('link', { name: 'In spaces' }).click();
	await expect(page.getByRole('grid', { name: /^Permissions by role in/ })).toBeVisible();
	await cell(/^Volunteer, See spaces:/).focus();
	await page.keyboard.press('d');
	await page.getByRole('button', { name: 'Review and save' }).click();
	await page.getByRole('button', { name: 'Save changes' }).click();
	await expect(page.getByText('Permissions saved')).toBeVisible();
	const shut = await page.getByLabel('Where').locator('option:checked').innerText();

	await page.getByRole('link', { name: 'Roles', exact: true }).click();
	const popup = page.waitForEvent('popup');
	await page
		.getByRole('columnheader', { name: /^Volunteer/ })
		.getByRole('button')
		.click();
	await page.getByRole('menuitem', { name: 'View the site as this role' }).click();
	const seen = await popup;
	await expect(seen.getByText('You see the site as Volunteer sees it.')).toBeVisible();
	const navigation = seen.getByRole('navigation', { name: 'Spaces' });
	await expect(navigation.getByRole('link').first()).toBeVisible();
	await expect(navigation.getByRole('link', { name: shut, exact: true })).toBeHidden();
	await seen.getByRole('link', { name: 'Stop' }).click();
	await expect(seen.getByText('You see the site as')).toBeHidden();
	await seen.close();

	await page.getByRole('link', { name: 'Who may what?' }).click();
	await page.getByLabel('Who', { exact: true }).selectOption('Volunteer');
	await page.getByLabel('May they …').selectOption('See spaces');
	await page.getByLabel('Where').selectOption(shut);
	await page.getByRole('button', { name: 'Explain' }).click();
	await expect(page.getByRole('heading', { name: 'Volunteer may not: See spaces' })).toBeVisible();
	await expect(page.getByText(`${shut} denies it to Volunteer`)).toBeVisible();
	await page.getByPlaceholder('Find a member').fill('Ana');
	await page.getByRole('button', { name: 'Find' }).click();
	await page.getByRole('link', { name: 'Ana Alvarez' }).click();
	await expect(page.getByRole('heading', { name: 'Ana Alvarez may: See spaces' })).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('link', { name: 'In spaces' }).click();
	await expect(page.getByRole('grid', { name: /^Permissions by role in/ })).toBeVisible();
	await cell(/^Volunteer, See spaces:/).focus();
	await page.keyboard.press('i');
	await page.getByRole('button', { name: 'Review and save' }).click();
	await page.getByRole('button', { name: 'Save changes' }).click();
	const notice = page.locator('[data-sonner-toast][data-removed=false]');
	await notice.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Everything is as it was before')).toBeVisible();
	await expect(cell(/^Volunteer, See spaces: Denied/)).toBeVisible();

	await page.setViewportSize({ width: 390, height: 844 });
	await expectNoSidewaysScroll(page);
	await context.close();
});

test('many words are said at once, a role is moved and deleted', async ({
	page,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('bulk');
	const { id } = await foundCommunity(page, places, mails, { name: 'Bulk', slug });
	await communityApi(page).roles.create({
		...{ id: randomUUID(), name: 'Greeter', description: '', color: null, scope: 'community' },
		permissions: {},
	});
	await page.goto(`${places.studio}/c/${id}/settings/roles`);
	const head = page.getByRole('columnheader', { name: /^Greeter/ });
	const cell = (name: RegExp) => page.getByRole('button', { name });
	const choose = async (item: string) => {
		await head.getByRole('button').click();
		await page.getByRole('menuitem', { name: item, exact: true }).click();
	};
	await page.getByLabel('Search permissions').fill('comment');
	await choose('Everything shown: Denied');
	await expect(cell(/^Greeter, Write comments: Denied/)).toBeVisible();
	const denied = page.getByRole('button', { name: /^Greeter, .*: Denied/ });
	const count = await denied.count();
	expect(count).toBeGreaterThan(1);
	await expect(page.getByText(`${count} changes not saved`)).toBeVisible();
	await page.getByLabel('Search permissions').fill('');
	// Only what was shown.
	await expect(denied).toHaveCount(count);
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(denied).toHaveCount(0);
	await page.getByRole('row', { name: /^Write comments/ }).hover();
	await page.getByRole('button', { name: 'All roles: Write comments' }).click();
	await page.getByRole('menuitem', { name: 'All roles: Denied' }).click();
	await expect(page.getByRole('button', { name: /, Write comments: Denied/ })).not.toHaveCount(1);
	await page.getByRole('button', { name: 'Undo', exact: true }).click();

	await choose('Move lower');
	await choose('Move higher');
	await expect(head).toBeVisible();
	await choose('Delete role');
	await page
		.getByRole('alertdialog')
		.getByRole('button', { name: /Delete/ })
		.click();
	await expect(head).toHaveCount(0);
	await expectAccessible(page);
});

test('@phone who may what of a suspended member with a long name stays on the screen', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('who');
	const name = 'Ilse Maria Annegret von Hohenfels-Brandtner';
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Who', slug });
	const { page: guest, context } = await someoneElse(browser);
	await joinQuickly(guest, address, mails, { email: `${slug}-ilse@example.org`, name });
	await context.close();
	await page.goto(address);
	const { members, restrictions } = communityApi(page);
	const { items } = await members.list({ search: 'Ilse', status: 'active', limit: 1 });
	await restrictions.restrict({
		...{ memberId: items[0]?.id ?? '', kind: 'suspended', hours: 48, reason: 'No ticket' },
	});
	await page.goto(`${places.studio}/c/${id}/settings/roles/explain?find=Ilse`);
	await page.getByRole('link', { name }).click();
	await expect(page.getByText('They are suspended at the moment')).toBeVisible();
	await page.goto(`${page.url()}&find=Ilse`);
	await expect(page.getByRole('link', { name })).toContainText('Suspended');
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
});
