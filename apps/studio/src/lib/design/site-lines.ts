import type { Section, Site } from '@kith/domains/design/schema';
import type { MenuLine, SidebarLine } from '@kith/domains/design/navigation';
import type { Block } from '@kith/domains/design/pages';
import { m } from '#lib/paraglide/messages.js';
import { BLOCK_NAMES, detailOf } from './block-words.ts';
import { PAGE_NAMES } from './navigation-lines.ts';
import { TAB_NAMES } from './tab-names.ts';

/** A section said in lines, so that two of them can be laid side by side. */
export function linesOf(site: Site, section: Section): string[] {
	return LINES[section](site);
}

const LINES: Readonly<Record<Section, (site: Site) => string[]>> = {
	look: ({ look }) => [
		`${m.design_brand()}: ${look.brand}`,
		...(look.accent ? [`${m.design_accent()}: ${look.accent}`] : []),
		`${m.design_neutral()}: ${look.neutral}`,
		`${m.design_schemes()}: ${look.schemes}, ${look.firstScheme}`,
		`${m.design_font()}: ${look.font}`,
		`${m.design_radius()}: ${look.radius}`,
		`${m.design_density()}: ${look.density}`,
		...pictures({
			[m.design_logo()]: look.logoFileId,
			[m.design_logo_dark()]: look.logoDarkFileId,
			[m.design_favicon()]: look.faviconFileId,
			[m.design_cover()]: look.coverFileId,
		}),
	],
	navigation: ({ navigation: { sidebar, top, tabs } }) => [
		...sidebar.map(lineOf),
		...top.map((line) => `${m.design_nav_top()}: ${lineOf(line)}`),
		`${m.design_nav_tabs()}: ${tabs.map((tab) => TAB_NAMES[tab]()).join(', ')}`,
	],
	pages: ({ pages: { home, about } }) => [
		...pageLines(m.design_pages_home(), home),
		...pageLines(m.design_pages_about(), about),
	],
	css: ({ css }) => (css.source === '' ? [] : css.source.split('\n')),
	mail: ({ mail }) => [
		`${m.design_mail_header()}: ${mail.header}`,
		`${m.design_mail_colour()}: ${mail.color ?? '–'}`,
		...mail.footer.split('\n').filter(Boolean),
	],
};

function pictures(files: Readonly<Record<string, string | null>>): string[] {
	return Object.entries(files).flatMap(([name, id]) => (id ? `${name}: ${id.slice(-8)}` : []));
}

function lineOf(line: SidebarLine | MenuLine): string {
	const hidden = line.isHidden ? ` (${m.design_nav_hidden()})` : '';
	if (line.kind === 'link') return `${line.label} → ${line.href}${hidden}`;
	if (line.kind === 'heading') return `# ${line.label}${hidden}`;
	if (line.kind === 'page') return PAGE_NAMES[line.page]() + hidden;
	return `${m.design_nav_spaces()} ${(line.groupId ?? '').slice(-6)}${hidden}`;
}

function pageLines(name: string, { isOn, blocks }: Site['pages']['home']): string[] {
	const state = isOn ? m.design_pages_is_on() : m.design_pages_is_off();
	return [`${name}: ${state}`, ...blocks.map((block) => `  ${wordsOf(block)}`)];
}

/** With a mark at the end, so that a block of the same title that says something else differs. */
function wordsOf(block: Block): string {
	const detail = detailOf(block);
	const mark = checksum(JSON.stringify({ ...block, id: '' }));
	return [BLOCK_NAMES[block.kind](), detail, mark].filter(Boolean).join(' · ');
}

/** A short mark that changes with what it is of. */
function checksum(text: string): string {
	let sum = 7;
	for (const sign of text) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_679_616;
	return sum.toString(36);
}
