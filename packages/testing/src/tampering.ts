/** What somebody with the database may do to a log of five entries, and what checking it must say. LOG is its table. */
export const TAMPERING: readonly [string, string, { number: number; fault: string }][] = [
	[
		'a changed entry',
		`update LOG set action = 'groups.deleted' where number = 3`,
		{ number: 3, fault: 'changed' },
	],
	[
		'a changed word in it',
		`update LOG set details = jsonb_set(details, '{content,label}', '"Other"') where number = 2`,
		{ number: 2, fault: 'changed' },
	],
	[
		'another name in it',
		`update LOG set actor = jsonb_set(actor, '{content,name}', '"Other"') where number = 4`,
		{ number: 4, fault: 'changed' },
	],
	[
		'an entry in another space',
		`update LOG set space_id = gen_random_uuid() where number = 3`,
		{ number: 3, fault: 'changed' },
	],
	['a deleted entry', 'delete from LOG where number = 3', { number: 3, fault: 'missing' }],
	['a deleted beginning', 'delete from LOG where number < 3', { number: 1, fault: 'missing' }],
	[
		'two entries in each other’s place',
		`update LOG set number = number + 100 where number in (3, 4);
			update LOG as one set number = 107 - one.number, at = other.at from LOG as other
			where one.number in (103, 104) and other.number = 207 - one.number`,
		{ number: 3, fault: 'changed' },
	],
	['a cut tail', 'delete from LOG where number > 3', { number: 3, fault: 'cut_short' }],
	['an emptied log', 'delete from LOG', { number: 0, fault: 'cut_short' }],
	[
		'a forgotten part that nobody asked to forget',
		'update LOG set actor = null where number = 2',
		{ number: 2, fault: 'forgotten_unsaid' },
	],
	[
		'a head without its signature',
		`update "c_ID".settings set value = jsonb_set(value, '{count}', '5') - 'seal' where key = 'audit'`,
		{ number: 5, fault: 'head_forged' },
	],
	[
		'a cut tail with a head made for it',
		`with cut as (delete from LOG where number > 3), last as (select hash from LOG where number = 3)
			update "c_ID".settings set value = value || jsonb_build_object('count', 3, 'hash', (select hash from last))
			where key = 'audit'`,
		{ number: 3, fault: 'head_forged' },
	],
	[
		'a missing head',
		`delete from "c_ID".settings where key = 'audit'`,
		{ number: 5, fault: 'no_head' },
	],
];
