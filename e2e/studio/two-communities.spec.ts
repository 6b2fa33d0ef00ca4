import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { plainPages } from '../routes.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

test('who has two communities goes from one to the other and takes the roles along', async ({
	page,
	places,
	mails,
}, testInfo) => {
	test.setTimeout(120_000);
	const [slug, other] = [unique('east'), unique('west')];
	const email = `${slug}@example.org`;
	const east = await foundCommunity(page, places, mails, { name: 'East Pier', slug });
	const { roles } = communityApi(page);
	await roles.create({ id: randomUUID(), name: 'Lock keeper' } as never);
	const west = await foundCommunity(page, places, mails, { name: 'West Pier', slug: other, email });

	await page.goto(`${places.studio}/c/${west.id}`);
	await page.getByRole('button', { name: 'Switch community' }).click();
	const options = page.getByRole('option');
	await expect(options).toHaveText([/West Pier|East Pier/, /West Pier|East Pier/]);
	await expect(options.filter({ hasText: 'West Pier' })).toHaveAttribute('aria-current', 'true');
	await page.getByRole('combobox', { name: 'Find a community' }).fill('east');
	await expect(options).toHaveCount(1);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`/c/${east.id}$`));
	await expect(page.getByRole('button', { name: 'Switch community' })).toContainText('East Pier');

	await page.goto(`${places.studio}/c/${east.id}/settings/roles/exchange`);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download roles' }).click();
	const file = testInfo.outputPath('roles.json');
	await (await download).saveAs(file);
	expect(await readFile(file, 'utf8')).toContain('Lock keeper');

	await page.goto(`${places.studio}/c/${west.id}/settings/roles/exchange`);
	const choose = page.getByLabel('Choose a file');
	const broken = testInfo.outputPath('broken.json');
	await writeFile(broken, '{"roles":');
	await choose.setInputFiles(broken);
	await expect(page.getByText('This is not a file of roles.')).toBeVisible();
	await choose.setInputFiles(file);
	await expect(page.getByRole('term').filter({ hasText: 'New' })).toBeVisible();
	await expect(page.getByRole('definition').filter({ hasText: 'Lock keeper' })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Import roles' }).click();
	await expect(page.getByText('Roles imported')).toBeVisible();
	await choose.setInputFiles(file);
	await expect(page.getByText('Nothing would change.')).toBeVisible();
	await page.goto(`${places.studio}/c/${west.id}/settings/roles`);
	await expect(page.getByRole('columnheader', { name: /^Lock keeper/ })).toBeVisible();
});

/** Runs in the page: how each of these addresses answers to who looks at it. */
async function statusesOf(paths: string[]): Promise<Record<string, number>> {
	const found: Record<string, number> = {};
	for (const path of paths) found[path] = (await fetch(path)).status;
	return found;
}

test('an organizer looks at the site as one member: every page, and nothing can be changed', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(120_000);
	const slug = unique('eyes');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Eyes', slug });
	const { path } = await publishPost(page, 'Open day on Sunday', 'Bring a friend.', {
		space: 'say-hello',
	});
	const { page: guest, context } = await someoneElse(browser);
	await joinQuickly(guest, address, mails, { email: `${slug}-ana@example.org`, name: 'Ana Alves' });
	const paths = [
		...plainPages('apps/community/src/routes').map((plain) => plain || '/'),
		...[path, '/?feed=following', '/?feed=top', '/s/say-hello', '/m/ana-alves'],
	].filter((plain) => !/^\/(?:sign-|membership\/done)/.test(plain));
	const asMember = await guest.evaluate(statusesOf, paths);
	await context.close();

	await page.goto(`${places.studio}/c/${id}/settings/roles/explain?find=Ana`);
	await page.getByRole('link', { name: 'Ana Alves' }).click();
	await expect(page.getByRole('heading', { name: /Ana Alves/ }).first()).toBeVisible();
	const popup = page.waitForEvent('popup');
	await page.getByRole('button', { name: 'See the site as they do' }).click();
	const seen = await popup;
	await expect(seen.getByText('You see the site as Ana Alves sees it.')).toBeVisible();
	await expectAccessible(seen);
	// What is hers alone is told to be that; everything else is as she has it.
	const isHers = (plain: string) => /^\/(?:settings|drafts|welcome)/.test(plain);
	const asSeen = await seen.evaluate(statusesOf, paths);
	expect(asSeen).toEqual(
		Object.fromEntries(
			Object.entries(asMember).map(([plain, status]) => [plain, isHers(plain) ? 403 : status]),
		),
	);
	await seen.goto(`${address}/settings/profile`);
	await expect(seen.getByRole('heading', { name: 'This is theirs alone' })).toBeVisible();

	await seen.goto(`${address}${path}`);
	await expect(seen.getByRole('heading', { name: 'Open day on Sunday' })).toBeVisible();
	// The page runs, and has nothing to complain of.
	await seen.locator('summary[aria-label="More about this post"]').click();
	await expect(seen.getByRole('button', { name: 'Share' })).toBeVisible();
	await expect(seen.getByRole('button', { name: 'Remove' })).toBeHidden();
	await expect(seen.locator('[data-sonner-toast]')).toHaveCount(0);
	await expect(publishPost(seen, 'In her name')).rejects.toThrow('permissions.looking_on');
	await seen.getByRole('link', { name: 'Stop' }).click();
	await expect(seen.getByText('You see the site as')).toBeHidden();
	await seen.close();
});
