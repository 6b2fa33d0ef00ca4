import { randomUUID } from 'node:crypto';
import { communityApi, platformApi } from '../api.ts';
import type { Stage } from './content.ts';
import { partsOf } from './sheet.ts';

/** So many columns of a list are looked at, and so many cells of each are shown. */
const COLUMNS = 59;
const SAMPLES = 3;
/** So many rows that cannot be taken are shown. */
const PROBLEMS = 50;

/** What an organization and those who work for it are called. */
export async function organization(stage: Stage): Promise<void> {
	const { page, reader, sheet, studio } = stage;
	const { origin, pathname } = new URL(studio);
	const desk = await page.context().newPage();
	await desk.goto(studio);
	const { organizations } = platformApi(desk);
	const communities = await organizations.communities();
	const own = communities.find(({ id }) => id === pathname.split('/').at(-1));
	const organizationId = own?.organizationId ?? '';
	const { contactEmail, timeZone } = await organizations.get({ organizationId });
	const home = `${origin}/home/${organizationId}`;
	// Every one costs an account and its mails: some of all.
	const names = sheet.put('the name of who works here', 80, (text) => text.length % 7 === 0);
	for (const name of names) {
		const colleague = await stage.colleague(name);
		await organizations.inviteStaff({ organizationId, email: colleague.email, role: 'admin' });
		await colleague.accept();
	}
	for (const name of sheet.put('the name of an organization', 80)) {
		await organizations.update({ organizationId, name, contactEmail, locale: 'en', timeZone });
		await reader.read(`${home}/settings`);
	}
	for (const at of [`${home}/team`, `${home}/activity`, `${home}/settings`, `${origin}/home`])
		await reader.open(at);
	await desk.close();
}

/** A list of members that is brought in: its headings, what is in it, and what of it is refused. */
export async function list({ page, reader, sheet, studio }: Stage): Promise<void> {
	const headings = sheet.put('a heading of a list', 100).slice(0, COLUMNS);
	const cells = sheet.put('a cell of a list', 80);
	const refused = sheet.put('a cell that is refused', 200).slice(0, PROBLEMS - SAMPLES);
	const samples = Array.from({ length: SAMPLES }, (_, row) => [
		...['nobody', ...headings.map((_, column) => cells[row * headings.length + column] ?? '')],
	]);
	const rows = [...samples, ...refused.map((cell) => [cell, ...headings.map(() => '')])];
	const table = [['E-mail', ...headings], ...rows]
		.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
		.join('\n');
	const desk = await page.context().newPage();
	await desk.goto(studio);
	const { origin, pathname } = new URL(studio);
	const communityId = pathname.split('/').at(-1) ?? '';
	const answer = await desk.request.post(`${origin}/api/communities/${communityId}/import`, {
		headers: { origin, 'content-type': 'application/octet-stream', 'x-file-name': 'people.csv' },
		data: Buffer.from(table),
	});
	const { importId } = (await answer.json()) as { importId: string };
	const { imports } = communityApi(page);
	const { plan } = await imports.get({ importId });
	const targets = plan.targets.map((_, at) => (at === 0 ? 'email' : 'ignore'));
	await imports.check({ importId, plan: { ...plan, targets } });
	await reader.open(`${studio}/members/import/${importId}`);
	await reader.open(`${studio}/members/import`);
	await desk.close();
}

/** What those who keep order say again and again. */
export async function replies({ api, reader, sheet, studio }: Stage): Promise<void> {
	const titles = partsOf(sheet.put('the title of a saved reply', 80), 50);
	const bodies = sheet.put('the words of a saved reply', 500);
	for (const [version, part] of titles.entries()) {
		const all = part.map((title, at) => {
			return { id: randomUUID(), title, body: bodies[version * 50 + at] ?? 'Quiet' };
		});
		await api.replies.save({ replies: all, version });
		await reader.open(`${studio}/moderation/replies`);
	}
}

/** What is done with new posts by itself: rules are read where they are made. */
export async function filing({ api, reader, sheet, space, studio }: Stage): Promise<void> {
	const names = partsOf(sheet.put('the name of a filing rule', 60), 50);
	const words = partsOf(sheet.put('a word of a filing rule', 40), 1);
	for (const [version, part] of names.entries()) {
		const rules = part.map((name, at) => ({
			...{ id: randomUUID(), name, isPaused: false, kinds: [], spaceIds: [], hosts: [] },
			...{ words: words[version * 50 + at] ?? [], wholeWords: at % 2 === 0 },
			...{ joinedWithin: null, tagIds: [], toSpaceId: space.id },
		}));
		await api.filing.save({ rules, version });
		await reader.open(`${studio}/moderation/filing`);
	}
}
