import { expect, expectAccessible, store, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

/** A list of people of whom three in a hundred cannot be taken. */
function listOf(count: number): string {
	const lines = Array.from({ length: count }, (_, at) => {
		if (at % 100 === 10) return `Bad ${at},not an address`;
		if (at % 100 === 20) return `Nobody ${at},`;
		if (at % 100 === 30) return `Twin ${at},person${at - 1}@list.example`;
		return `Person ${at},person${at}@list.example`;
	});
	return `Full name,E-mail\n${lines.join('\n')}\n`;
}

test('five thousand come in from a list, are given a role at once, and the role is taken back', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('crowd');
	const { id } = await foundCommunity(page, places, mails, { name: 'Crowd', slug });
	await page.goto(`${places.studio}/c/${id}/members`);
	await page.getByRole('link', { name: 'Import' }).first().click();
	await page.getByLabel('Choose a CSV file').setInputFiles({
		...{ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(listOf(5000)) },
	});
	await expect(page.getByRole('heading', { name: 'people.csv' })).toBeVisible({ timeout: SOON });
	await expect(page.getByText('5,000 rows, read as UTF-8, parted by “,”')).toBeVisible();
	await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue('email');
	await page.getByRole('button', { name: 'Check the list' }).click();
	await expect(page.getByRole('link', { name: 'Download all 150 rows' })).toBeVisible({
		timeout: SOON,
	});
	await expect(page.getByRole('cell', { name: 'not an e-mail address' }).first()).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Bring in 4,850' }).click();
	await expect(page.getByText('4,850 brought in')).toBeVisible({ timeout: 4 * SOON });

	await page.getByRole('link', { name: 'See them' }).click();
	await expect(page.getByText('4,850 members')).toBeVisible();
	await page.getByRole('searchbox').fill('person 12');
	await expect(page.getByText(/^1\d\d members$/)).toBeVisible();
	await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
	await page.getByRole('button', { name: /^Choose all 1\d\d found$/ }).click();
	await page.getByRole('button', { name: 'Actions', exact: true }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText(/^1\d\d of 1\d\d$/)).toBeVisible();
	await dialog.getByLabel('Role').selectOption({ label: 'Moderator' });
	await dialog.getByRole('button', { name: /^Apply to 1\d\d$/ }).click();
	await expect(page.getByText(/^Give a role: done for 1\d\d/)).toBeVisible({ timeout: 2 * SOON });
	const moderators = page.getByRole('table').getByText('Moderator', { exact: true });
	await expect(moderators.first()).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Give a role: undone')).toBeVisible({ timeout: 2 * SOON });
	await expect(moderators).toHaveCount(0);
});

test('who is silenced is told why and only reads; who is suspended is out and told at the door; staff note it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('quiet');
	const email = `${slug}-nils@example.org`;
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Quiet', slug });
	const { page: member, context } = await someoneElse(browser);
	await joinQuickly(member, address, mails, { email, name: 'Nils Noisy' });
	const hold = async (what: string, reason: string, confirm: string) => {
		await page.goto(`${places.studio}/c/${id}/members`);
		await page.getByRole('button', { name: 'Actions for Nils Noisy' }).first().click();
		await page.getByRole('menuitem', { name: what }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('For how long').selectOption({ label: '3 days' });
		await dialog.getByLabel('Reason').fill(reason);
		await dialog.getByRole('button', { name: confirm, exact: true }).click();
	};

	await hold('Silence…', 'Too loud.', 'Silence');
	await expect(page.getByText('Nils Noisy is silenced')).toBeVisible();
	await member.goto(address);
	await expect(member.getByText('You can read, and not write')).toBeVisible();
	await expect(member.getByText('“Too loud.”')).toBeVisible();

	await hold('Suspend…', 'Still too loud.', 'Suspend');
	await expect(page.getByText('Nils Noisy is suspended')).toBeVisible();
	const known = await mails.count(email);
	await member.goto(`${address}/sign-in`);
	await member.getByLabel('Email').fill(email);
	await member.getByRole('button', { name: 'Send me a code' }).click();
	await member.getByLabel('Six-digit code').fill(await mails.code(email, known));
	await expect(member.getByRole('heading', { name: 'Your membership is paused' })).toBeVisible();
	await expect(member.getByText('“Still too loud.”')).toBeVisible();

	await page.getByRole('button', { name: 'Actions for Nils Noisy' }).first().click();
	await page.getByRole('menuitem', { name: 'Lift' }).click();
	await expect(page.getByText('Nothing holds Nils Noisy back any more')).toBeVisible();
	await member.goto(address);
	await expect(member.getByRole('heading', { name: 'Latest' })).toBeVisible();
	await context.close();

	await page.getByRole('link', { name: 'Nils Noisy' }).first().click();
	await expect(page.getByText('Members: suspended')).toBeVisible();
	await expect(page.getByText('Joined the community')).toBeVisible();
	await page.getByLabel('Note for the team').fill('Calmer since we talked.');
	await page.getByRole('button', { name: 'Add note' }).click();
	await page.getByRole('button', { name: 'Edit note' }).click();
	await page.getByLabel('Edit note').fill('Calmer since we talked in May.');
	await store(page.getByRole('button', { name: 'Save' }));
	await page.getByRole('link', { name: 'Notes', exact: true }).click();
	await expect(page.getByText('Calmer since we talked in May.')).toBeVisible();
	await expect(page.getByText('Members: suspended')).toBeHidden();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Remove note' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Remove note' }).click();
	await expect(page.getByText('Nothing here yet')).toBeVisible();
});
