import { expect, expectAccessible, store, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('a member is given labels, found by one, and the filter is kept, opened again and deleted', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('choir');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Choir', slug });
	const { page: member, context } = await someoneElse(browser);
	await joinQuickly(member, address, mails, {
		email: `${slug}-lena@example.org`,
		name: 'Lena Loud',
	});
	const members = `${places.studio}/c/${id}/members`;
	const row = page.getByRole('row', { name: /Lena Loud/ });
	await page.goto(members);
	await row.getByRole('link', { name: 'Lena Loud' }).click();
	const field = page.getByLabel('Labels', { exact: true });
	await field.fill('Soloist');
	await store(page.getByRole('option', { name: 'New label “Soloist”' }));
	await field.fill('Board; member');
	await field.press('Enter');
	await expect(page.getByText('Members: labels changed')).toHaveCount(2);
	await expect(page.getByRole('button', { name: 'Take off Board member' })).toBeVisible();
	await field.press('Escape');
	await expectAccessible(page);

	await page.goto(members);
	await expect(row.getByText('Soloist')).toBeVisible();
	await page.getByRole('button', { name: 'Filter', exact: true }).click();
	await page.getByLabel('With any of these labels').fill('solo');
	await page.getByRole('option', { name: 'Soloist' }).click();
	await expect(page.getByRole('button', { name: 'Take off Soloist' })).toBeVisible();
	await page.getByLabel('Role in a space').last().selectOption({ label: 'Space admin' });
	await page.getByLabel('In any space').selectOption({ index: 1 });
	await page.getByLabel('Role in a space').last().selectOption({ label: 'Any or none' });
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Show', exact: true }).click();
	await expect(page).toHaveURL(/label=Soloist/);
	await expect(page.getByText('1 member', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Segments' }).click();
	await page.getByRole('menuitem', { name: 'Keep as segment' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name of the segment').fill('Soloists');
	await dialog.getByRole('button', { name: 'Keep as segment' }).click();
	await expect(page.getByRole('button', { name: 'Soloists' })).toBeVisible();

	await page.goto(members);
	await expect(page.getByText('2 members', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Segments' }).click();
	await page.getByRole('menuitem', { name: 'Soloists' }).click();
	await expect(page.getByText('1 member', { exact: true })).toBeVisible();
	const file = await page.request.get(`${members}/export.csv?label=Soloist`);
	expect(await file.text()).toContain('Soloist; Board member');
	await page.getByRole('button', { name: 'Soloists' }).click();
	await page.getByRole('menuitem', { name: 'Forget “Soloists”' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Forget “Soloists”' }).click();
	await expect(page.getByRole('button', { name: 'Segments' })).toBeVisible();

	await page.getByRole('checkbox', { name: 'Choose Lena Loud' }).first().check();
	await page.getByRole('button', { name: 'Actions', exact: true }).click();
	await dialog.getByLabel('Actions').selectOption({ label: 'Take off a label' });
	await dialog.getByLabel('Labels').fill('soloist');
	await page.getByRole('option', { name: 'Soloist' }).click();
	await dialog.getByRole('button', { name: 'Apply to 1' }).click();
	await expect(page.getByText(/^Take off a label: done for 1/)).toBeVisible({ timeout: 2 * SOON });
	await page.goto(members);
	await expect(row.getByText('Board member')).toBeVisible();
	await expect(row.getByText('Soloist')).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Take off a label: undone')).toBeVisible({ timeout: 2 * SOON });
	await expect(row.getByText('Soloist')).toBeVisible();

	await member.goto(`${address}/m/lena-loud`);
	await expect(member.getByRole('heading', { name: 'Lena Loud', level: 1 })).toBeVisible();
	expect(await member.content()).not.toContain('Soloist');
	await context.close();
});

test('who is removed reads why in a mail', async ({ page, browser, places, mails }) => {
	const slug = unique('band');
	const email = `${slug}-rolf@example.org`;
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Band', slug });
	const { page: member, context } = await someoneElse(browser);
	await joinQuickly(member, address, mails, { email, name: 'Rolf Rude' });
	await context.close();
	await page.goto(`${places.studio}/c/${id}/members`);
	await page.getByRole('button', { name: 'Actions for Rolf Rude' }).first().click();
	await page.getByRole('menuitem', { name: 'Remove from community' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('radio', { name: /^Keep them Everything/ }).check();
	await dialog.getByLabel('Reason (optional)').fill('You insulted the drummer.');
	await expect(dialog.getByLabel('Tell them by mail, with the reason')).toBeChecked();
	await expectAccessible(page);
	await dialog.getByRole('button', { name: 'Remove Rolf Rude' }).click();
	await expect(page.getByText('Rolf Rude was removed')).toBeVisible();
	expect(await mails.link(email, /Your membership of Band has ended/)).toContain(slug);
	await page.goto(`${places.studio}/c/${id}/settings/audit?what=members.removed`);
	await page.locator('summary').filter({ hasText: 'Rolf Rude' }).click();
	await expect(page.getByText('You insulted the drummer.').first()).toBeVisible();
});
