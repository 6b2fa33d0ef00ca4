import { randomUUID } from 'node:crypto';
import type { Stage } from './content.ts';
import { partsOf, withEach } from './sheet.ts';

const ROUNDS = 10;

/** What is there once: of the community, of oneself, of its spaces; written anew as often as there are texts for it. */
export async function names({ api, reader, sheet, site, studio }: Stage): Promise<void> {
	const general = {
		name: sheet.put('the name of the community', 80),
		tagline: sheet.put('the tagline', 160),
		description: sheet.put('what the community is about', 1000),
	};
	const own = {
		name: sheet.put('the name of a member', 80),
		bio: sheet.put('words on oneself', 500),
	};
	const spaces = sheet.put('the name of a space', 80);
	const groups = sheet.put('the name of a group', 60);
	const descriptions = sheet.put('what a space is about', 500);
	const groupIds = await Promise.all(
		Array.from({ length: ROUNDS }, () => api.spaces.createGroup({ name: 'Group' })),
	);
	// Each in a group of its own: one without spaces is not shown.
	const rooms = groupIds.map(({ groupId }) => {
		const slug = `room-${randomUUID().slice(0, 8)}`;
		return { slug, groupId, version: 1, spaceId: '' };
	});
	const fields = {
		...{ icon: '🔥', visibility: 'public' as const, posting: 'everyone' as const },
	};
	for (const room of rooms) {
		const { slug, groupId } = room;
		const about = { ...fields, name: 'Room', description: '', slug, groupId };
		room.spaceId = (await api.spaces.create({ ...about, library: 'off' })).spaceId;
	}
	const { handle } = await api.members.me();
	const rounds = Math.max(general.name.length, own.name.length);
	for (let round = 0; round < rounds; round++) {
		const { version } = await api.members.me();
		const about = { handle, version, avatarFileId: null };
		await api.members.updateProfile({
			...{ ...about, name: own.name[round] ?? 'Olga', bio: own.bio[round] ?? '' },
		});
		await api.communities.updateGeneral({
			name: general.name[round] ?? 'Venom',
			tagline: general.tagline[round] ?? '',
			description: general.description[round] ?? '',
		});
		const some = <T>(all: readonly T[]) => all.slice(round * ROUNDS, (round + 1) * ROUNDS);
		await withEach(some(spaces), async (name, at) => {
			const room = rooms[at];
			if (!room) return;
			const { version: seen, ...where } = room;
			const description = descriptions[round * ROUNDS + at] ?? '';
			await api.spaces.update({ ...fields, ...where, name, description, version: seen });
			room.version += 1;
			if (description !== '') await reader.read(`${site}/s/${room.slug}`);
		});
		await withEach(some(groups), (name, at) =>
			api.spaces.renameGroup({ groupId: groupIds[at]?.groupId ?? '', name }),
		);
		await reader.read(`${site}/m/${handle}`);
		if (general.tagline[round]) await reader.read(`${site}/`);
	}
	for (const path of ['/', `/m/${handle}`, '/members', `/s/${rooms[0]?.slug}`])
		await reader.open(site + path);
	for (const path of ['', '/members', '/content/spaces', '/settings/general', '/settings/audit'])
		await reader.open(studio + path);
}

/** What members are asked for and fill in, in their profile and in the welcome; and what the directory is searched for. */
export async function answers(stage: Stage): Promise<void> {
	const { api, member, reader, sheet, site, studio } = stage;
	const labels = partsOf(sheet.put('the name of a field', 60), 25);
	const hints = sheet.put('the words about a field', 200);
	const choices = partsOf(sheet.put('a choice of a field', 60), 50);
	const values = partsOf(sheet.put('what is filled in', 200), 20);
	const places = partsOf(sheet.put('a place', 120), 20);
	const long = sheet.put('what is told at length', 2000);
	const base = { visibility: 'public' as const, isRequired: false, isFilterable: true };
	const kinds = Array.from({ length: 25 }, (_, at) =>
		at < choices.length ? 'select' : at === 24 ? 'long_text' : at % 2 ? 'text' : 'location',
	) as ('select' | 'long_text' | 'text' | 'location')[];
	const fields: {
		id: string;
		kind: string;
		version: number;
		options: { id: string; label: string }[];
	}[] = [];
	for (const [at, kind] of kinds.entries()) {
		const options = kind === 'select' ? (choices[at] ?? []) : [];
		const made = {
			...{ kind, label: `Field ${at}`, hint: hints[at] ?? '', ...base },
			isFilterable: kind !== 'long_text',
			options: options.map((label) => ({ id: randomUUID(), label })),
		};
		const { fieldId } = await api.fields.create(made);
		fields.push({ id: fieldId, kind, version: 1, options: made.options });
	}
	const { handle } = await api.members.me();
	const rounds = Math.max(labels.length, Math.ceil(places.flat().length / 9));
	const texts = { text: values.flat(), location: places.flat(), long_text: long };
	const left = { ...texts };
	for (let round = 0; round < rounds; round++) {
		await withEach(fields, async (field, at) => {
			const label = labels[round]?.[at] ?? `Field ${at}`;
			const about = { ...base, isFilterable: field.kind !== 'long_text', options: field.options };
			const hint = hints[round * 25 + at] ?? '';
			const { id: fieldId, version } = field;
			await api.fields.update({ fieldId, version, label, hint, ...about });
			field.version += 1;
		});
		const filled = fields.map(({ id: fieldId, kind, options }) => ({
			fieldId,
			values: kind === 'select' ? [options[0]?.id ?? ''] : takeOne(left[kind as keyof typeof left]),
		}));
		const { name, version } = await api.members.me();
		const about = { name, handle, version, bio: '', avatarFileId: null };
		await api.members.updateProfile({ ...about, fields: filled });
		for (const path of [`/m/${handle}`, '/settings/profile', '/members'])
			await reader.read(site + path);
	}
	await reader.open(`${site}/settings/profile`);
	await reader.open(`${studio}/fields`);

	const titles = partsOf(sheet.put('a question of the welcome', 120), 8);
	const asides = partsOf(sheet.put('the words about a question', 200), 8);
	const labelled = partsOf(sheet.put('an answer of the welcome', 80), 20);
	let { version } = await api.onboarding.settings();
	for (const [at, part] of titles.entries()) {
		const questions = part.map((title, index) => ({
			...{ id: randomUUID(), kind: 'one' as const, title, hint: asides[at]?.[index] ?? '' },
			...{ isRequired: false, fieldId: null },
			answers: (labelled[at * 8 + index] ?? ['Yes', 'No']).map((label) => ({
				...{ id: randomUUID(), label, spaceIds: [], tagIds: [], fill: null },
			})),
		}));
		const firstSteps = { steps: [], introSpaceId: null };
		({ version } = await api.onboarding.save({ questions, firstSteps, version }));
		await member.reader.read(`${site}/welcome?step=questions`);
		if (at === 0) await member.reader.open(`${site}/welcome?step=questions`);
	}
	await reader.open(`${studio}/onboarding`);

	const searches = partsOf(sheet.put('the name of a search', 60), 20);
	for (const [at, part] of searches.entries()) {
		const ids = part.map(() => randomUUID());
		await withEach(part, (name, index) => {
			const query = { search: '', roleKey: null, filters: [] };
			const id = ids[index] ?? '';
			return member.api.directory.saveSearch({ id, name, query: { ...query, sort: 'newest' } });
		});
		await member.reader.read(`${site}/members`);
		if (at === 0) await member.reader.open(`${site}/members`);
		await withEach(ids, (searchId) => member.api.directory.deleteSearch({ searchId }));
	}
}

const takeOne = (texts: string[] | undefined): string[] => texts?.splice(0, 1) ?? [];
