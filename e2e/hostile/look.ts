import { randomUUID } from 'node:crypto';
import type { CommunityCaller } from '@kith/domains';
import { picture } from '../scene.ts';
import type { Stage } from './content.ts';
import { partsOf, Sheet } from './sheet.ts';

type Draft = Parameters<CommunityCaller['design']['saveDraft']>[0];
type Value<Section extends Draft['section']> = Extract<Draft, { section: Section }>['value'];
type Block = Value<'pages'>['about']['blocks'][number];

const id = () => randomUUID();
const SHOWN = { isHidden: false, audience: 'everyone' as const, roleIds: [] };

/** What staff write onto pages and into menus, and why they publish it; and the last line of every mail. */
export async function looks(stage: Stage): Promise<void> {
	const { api, reader, sheet, site, studio, stranger } = stage;
	const blocks = blocksOf(stage, await brandPicture(stage));
	const menus = menusOf(stage);
	const notes = sheet.put('why a look is published', 200);
	const footers = sheet.put('the last line of a mail', 400);
	const rounds = Math.max(blocks.length, menus.length, notes.length, footers.length);
	const { published } = await api.design.get();
	for (let round = 0; round < rounds; round++) {
		const before = await api.design.get();
		const { pages, navigation, mail } = before.versions;
		const page = { isOn: true, blocks: blocks[round] ?? blocks[0] ?? [] };
		await api.design.saveDraft({
			...{ section: 'pages', basedOn: pages ?? 0 },
			value: { home: page, about: page },
		});
		await api.design.saveDraft({
			...{ section: 'navigation', basedOn: navigation ?? 0 },
			value: { ...published.navigation, ...(menus[round] ?? menus[0]) },
		});
		const footer = footers[round] ?? `Line ${round}`;
		await api.design.saveDraft({
			...{ section: 'mail', basedOn: mail ?? 0 },
			value: { ...published.mail, footer },
		});
		const { stamp } = await api.design.get();
		await api.design.publish({ stamp, note: notes[round] ?? '' });
		// Only visitors are asked to join, and only members are shown members.
		await stranger.reader.read(`${site}/`);
		await reader.read(`${site}/about`);
		if (footers[round])
			await reader.read(`${studio}/design/email/preview?kind=welcome&scheme=light&at=0`);
		if (round % 40 === 39) await reader.read(`${studio}/design/versions`);
	}
	await stranger.reader.open(`${site}/`);
	await reader.open(`${site}/about`);
	for (const page of ['pages', 'navigation', 'email', 'versions'])
		await reader.open(`${studio}/design/${page}`);
}

/** A picture that pages may show. */
async function brandPicture({ page, studio }: Stage): Promise<string> {
	const address = new URL(studio);
	const communityId = address.pathname.split('/').at(-1) ?? '';
	const answer = await page.request.post(`${address.origin}/api/communities/${communityId}/cover`, {
		headers: { origin: address.origin, 'content-type': 'image/png', 'x-file-name': 'room.png' },
		data: await picture(),
	});
	return ((await answer.json()) as { fileId: string }).fileId;
}

/** Pages, each of them with as many of the texts as a page holds. */
function blocksOf({ sheet, space }: Stage, fileId: string): Block[][] {
	const put = (field: string, most: number, each: number) => partsOf(sheet.put(field, most), each);
	const title = (of: string, each: number) => put(`the title of ${of}`, 120, each);
	const heroes = title('a welcome', 4);
	const rooms = title('spaces on a page', 3);
	const talks = title('posts on a page', 2);
	const people = title('members on a page', 2);
	const counts = title('counts on a page', 2);
	const asked = title('questions on a page', 3);
	const joins = title('a way to join', 3);
	const shown = title('cards on a page', 3);
	const welcomes = put('the words of a welcome', 600, 4);
	const actions = put('the words of a button', 40, 4);
	// Its signs are read as markup: what is shown is not what was written.
	const texts = partsOf(new Sheet().put('a text on a page', 8000), 2);
	const reasons = put('the words of a way to join', 600, 3);
	const questions = partsOf(put('a question on a page', 200, 4), 3);
	const answers = partsOf(put('an answer on a page', 2000, 4), 3);
	const alts = put('what a picture on a page shows', 300, 3);
	const captions = put('the words below a picture on a page', 200, 3);
	const cards = partsOf(put('the title of a card', 80, 6), 3);
	const onCards = partsOf(put('the words of a card', 200, 6), 3);
	const all = [heroes, rooms, talks, people, counts, asked, joins, shown, welcomes, actions];
	const more = [texts, reasons, questions, answers, alts, captions, cards, onCards];
	const length = Math.max(...[...all, ...more].map((parts) => parts.length));
	const times = <T>(many: number, make: (at: number) => T) =>
		Array.from({ length: many }, (_, at) => make(at));
	return times(length, (round) => [
		...times(4, (at) => ({
			...{ id: id(), kind: 'hero' as const, fileId: null, align: 'start' as const },
			...{ title: heroes[round]?.[at] ?? 'Welcome', text: welcomes[round]?.[at] ?? '' },
			action: { label: actions[round]?.[at] ?? '', href: '/about' },
		})),
		...times(texts[round]?.length ?? 0, (at) => ({
			...{ id: id(), kind: 'text' as const, source: texts[round]?.[at] ?? '' },
		})),
		...times(3, (at) => ({
			...{ id: id(), kind: 'spaces' as const, title: rooms[round]?.[at] ?? '', spaceIds: [] },
		})),
		...times(2, (at) => ({
			...{ id: id(), kind: 'posts' as const, title: talks[round]?.[at] ?? '', count: 1 },
			...{ order: 'latest' as const, spaceId: space.id },
		})),
		...times(2, (at) => ({
			...{ id: id(), kind: 'members' as const, title: people[round]?.[at] ?? '', count: 1 },
		})),
		...times(2, (at) => ({
			...{ id: id(), kind: 'stats' as const, title: counts[round]?.[at] ?? '' },
		})),
		...times(3, (at) => ({
			...{ id: id(), kind: 'join' as const, title: joins[round]?.[at] ?? '' },
			text: reasons[round]?.[at] ?? '',
		})),
		...times(3, (at) => ({
			...{ id: id(), kind: 'faq' as const, title: asked[round]?.[at] ?? '' },
			items: times(4, (place) => ({
				...{ id: id(), question: questions[round]?.[at]?.[place] ?? 'Why?' },
				answer: answers[round]?.[at]?.[place] ?? '',
			})),
		})),
		...times(3, (at) => ({
			...{ id: id(), kind: 'image' as const, fileId, width: 320, height: 200 },
			...{ alt: alts[round]?.[at] ?? '', caption: captions[round]?.[at] ?? '' },
		})),
		...times(3, (at) => ({
			...{ id: id(), kind: 'cards' as const, title: shown[round]?.[at] ?? '' },
			items: times(6, (place) => ({
				...{ id: id(), title: cards[round]?.[at]?.[place] ?? 'Card', href: '', icon: '' as const },
				text: onCards[round]?.[at]?.[place] ?? '',
			})),
		})),
	]);
}

/** Menus, each of them as long as a menu may be. */
function menusOf({ sheet }: Stage): Pick<Value<'navigation'>, 'sidebar' | 'top'>[] {
	const link = { ...SHOWN, kind: 'link' as const, href: '/about', icon: '' as const };
	const links = partsOf(sheet.put('a link in the menu', 40), 20);
	const headings = partsOf(sheet.put('a heading in the menu', 40), 20);
	const top = partsOf(sheet.put('a link above the page', 40), 5);
	return Array.from({ length: Math.max(links.length, headings.length, top.length) }, (_, at) => ({
		// A heading with nothing below it is not shown.
		sidebar: Array.from({ length: 20 }, (_line, line) => [
			...[headings[at]?.[line]]
				.filter((label) => label !== undefined)
				.map((label) => ({ ...SHOWN, kind: 'heading' as const, id: id(), label })),
			{ ...link, id: id(), label: links[at]?.[line] ?? 'About' },
		]).flat(),
		top: (top[at] ?? []).map((label) => ({ ...link, id: id(), label })),
	}));
}
