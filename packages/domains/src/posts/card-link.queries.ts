import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/**
 * The first lines of a text that hold one link and nothing else beside blanks, with nothing that its writer hid; a line
 * among others, in a list or a quote, is none.
 */
const LONE_LINK = [
	'$.content[*] ? (@.type == "paragraph"',
	' && !exists(@.content[*] ? (@.type != "text"))',
	' && !exists(@.content[*].marks[*] ? (@.type == "spoiler"))',
	' && !exists(@.content[*] ? (!exists(@.marks[*] ? (@.type == "link")) && !(@.text like_regex "^[ \\t]*$"))))',
	'.content[*].marks[*] ? (@.type == "link").attrs.href',
].join('');

/** What was read of a link, as a statement's column gives it. */
export type CardLinkRow = {
	title: string;
	site: string;
	fileId: string | null;
	width: number | null;
	height: number | null;
	thumbhash: string | null;
};

/**
 * What the page says of itself that the post of the outer statement links to in a line of its own, if it was fetched;
 * looked up by its key for each row. Behind a warning there is none.
 */
export const linkColumn = (db: CommunityDb) =>
	sql<CardLinkRow | null>`(${db
		.selectFrom('links')
		.leftJoin('files as linkPicture', 'linkPicture.id', 'links.pictureFileId')
		.select(
			sql`json_build_object('title', links.title, 'site', links.site, 'fileId', link_picture.id,
				'width', link_picture.width, 'height', link_picture.height,
				'thumbhash', encode(link_picture.thumbhash, 'base64'))`.as('link'),
		)
		.where(
			'links.urlHash',
			'=',
			sql<string>`case when posts.content_warning = '' then encode(sha256(convert_to(
				jsonb_path_query_first(posts.body, ${LONE_LINK}::jsonpath) #>> '{}', 'UTF8')), 'hex') end`,
		)
		.where('links.isFound', '=', true)})`;
