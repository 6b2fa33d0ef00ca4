import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

/** Who joins gets a role for three days. */
const welcome = (roleId: string) => ({
	...({ on: 'join', to: 'doer', when: null, points: 0, badgeId: null } as const),
	...{ brings: { roleId, spaceIds: [], days: 3 }, restMinutes: null },
	most: { hour: null, day: null, ever: null, pairDay: null },
});

test('an owner switches points on, writes a rule, tries it out, publishes it, and arranges levels and badges', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('points');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Points', slug });
	const engagement = `${places.studio}/c/${id}/engagement`;
	await page.goto(address);
	const guest = { id: randomUUID(), name: 'Regular guest' };
	await communityApi(page).roles.create({ ...guest, permissions: { 'tags:create': 'allow' } });
	await page.goto(`${engagement}/rules`);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Switch points on' }).click();
	await expect(page.getByText('In force').first()).toBeVisible({ timeout: SOON });

	await page.getByRole('button', { name: 'Recipes' }).click();
	await expectAccessible(page);
	await page.keyboard.press('Escape');
	await page.getByRole('link', { name: 'New rule' }).click();
	await page.getByLabel('A member …').selectOption({ label: 'gets a reaction' });
	await page.getByLabel('… gets so many points').fill('0');
	await page.getByRole('button', { name: 'Save draft' }).click();
	await expect(page.getByText(/^A whole number from/)).toBeVisible();
	await page.getByLabel('… gets so many points').fill('2');
	await page.getByRole('button', { name: 'Add a condition' }).click();
	await page.getByLabel('Kind of condition').selectOption({ label: 'Days in a row' });
	await page.getByLabel('Days in a row, at least').fill('3');
	await page.getByLabel('Times a day from one member').fill('1');
	await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Regular guest' });
	await page.getByLabel('Days', { exact: true }).fill('400');
	await page.getByRole('button', { name: 'Save draft' }).click();
	await expect(page.getByText(/^A whole number of days/)).toBeVisible();
	await page.getByLabel('Days', { exact: true }).fill('14');
	await expect(
		page.getByText('Who gets a reaction gets +2 points and the role “Regular guest” for 14 days.'),
	).toBeVisible();
	await expect(
		page.getByText('Only if the member has taken part for 3 days in a row.'),
	).toBeVisible();
	await page.getByRole('button', { name: 'Try it', exact: true }).click();
	await expect(page.getByText('It would have given nothing to anybody.')).toBeVisible({
		timeout: SOON,
	});
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Save draft' }).click();
	const line = page
		.getByRole('main')
		.getByRole('listitem')
		.filter({ hasText: 'gets a reaction' })
		.last();
	await expect(line.getByText('Draft')).toBeVisible({ timeout: SOON });
	await line.getByRole('button', { name: 'Publish' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
	await expect(line.getByText('In force')).toBeVisible({ timeout: SOON });
	await expectAccessible(page);

	const { page: member } = await someoneElse(browser);
	await joinQuickly(member, address, mails, { email: `mia@${slug}.example`, name: 'Mia' });
	await page.goto(address);
	await communityApi(page).gamification.start({
		rules: [{ id: randomUUID(), name: 'Welcome', definition: welcome(guest.id) }],
		countsPast: true,
	});
	await expect(async () => {
		await member.goto(`${address}/points`);
		await expect(member.getByText('You now have the role Regular guest')).toBeVisible();
	}).toPass({ timeout: 30_000 });
	await expect(member.getByText('You won the role Regular guest')).toBeVisible();
	await expect(member.getByText(/^Until .* By the rule “Welcome”$/).first()).toBeVisible();
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);
	await member.getByRole('button', { name: 'Got it' }).click();
	await expect(member.getByText('You now have the role Regular guest')).toBeHidden();

	await page.goto(`${engagement}/badges`);
	await page.getByRole('button', { name: 'New badge' }).first().click();
	await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Helper');
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await expect(
		page.getByRole('main').getByRole('listitem').filter({ hasText: 'Helper' }),
	).toBeVisible({
		timeout: SOON,
	});
	await expectAccessible(page);

	await page.goto(`${engagement}/levels`);
	await page.getByLabel('Name', { exact: true }).nth(1).fill('Regular');
	await page.getByRole('button', { name: 'Rising' }).click();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Levels saved')).toBeVisible({ timeout: SOON });
	await page.reload();
	await expect(page.getByLabel('Name', { exact: true }).nth(1)).toHaveValue('Regular');
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
});

test('an owner makes a challenge, a member takes part and hands something in, and it is accepted', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('challenge');
	const about = { name: 'Challenges', slug };
	const { id, address } = await foundCommunity(page, places, mails, about);
	await page.goto(address);
	await communityApi(page).gamification.start({ rules: [], countsPast: false });
	const challenges = `${places.studio}/c/${id}/engagement/challenges`;
	await page.goto(challenges);
	await expectAccessible(page);
	await page.getByRole('link', { name: 'New challenge' }).first().click();
	await page.getByLabel('Title', { exact: true }).fill('Spring walk');
	const start = page.getByLabel('Starts', { exact: true });
	await start.fill((await start.inputValue()).replace(/^\d{4}/, '2020'));
	await page.getByLabel('What to do').fill('Walk');
	await page.getByLabel('How it is known').selectOption('evidence');
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	const line = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Spring walk' });
	await expect(line.getByText('Draft')).toBeVisible({ timeout: SOON });
	await line.getByRole('button', { name: 'Publish' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
	await expect(line.getByText('Running')).toBeVisible({ timeout: SOON });

	const { page: member } = await someoneElse(browser);
	await joinQuickly(member, address, mails, { email: `mia@${slug}.example`, name: 'Mia' });
	await member.goto(`${address}/challenges`);
	await expectAccessible(member);
	await member.getByRole('link', { name: 'Spring walk' }).click();
	await member.getByRole('button', { name: 'Join' }).click();
	await member.getByLabel('What you did').fill('Around the lake');
	await expectAccessible(member);
	await expectNoSidewaysScroll(member);
	await member.getByRole('button', { name: 'Hand in' }).click();
	await expect(member.getByText('Waiting for an answer')).toBeVisible({ timeout: SOON });

	await page.goto(`${challenges}/judging`);
	await expect(page.getByText('Around the lake')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Accept' }).click();
	await expect(page.getByText('Nothing waits')).toBeVisible({ timeout: SOON });
	await member.reload();
	await expect(member.getByText('You did it: all steps are done.')).toBeVisible();
	await expectAccessible(member);
	await member.getByRole('button', { name: 'Got it' }).click();
	await expect(member.getByText('You did it: all steps are done.')).toBeHidden();
});
