import {
	FILED_KINDS,
	FilingRule,
	hostOf,
	MOST_HOSTS,
	MOST_WORDS,
	type FilingRuleView,
} from '@kith/domains/filing/schema';
import { m } from '#lib/paraglide/messages.js';

type Named = { id: string; name: string };

const COMMAS = /[,،、，]/;
const split = (text: string) => [
	...new Set(
		text
			.split(COMMAS)
			.map((one) => one.trim())
			.filter(Boolean),
	),
];

/** A rule as it is typed. */
export class RuleDraft {
	// Made before the first try: sent twice it is made once.
	readonly id: string;
	readonly isPaused: boolean;
	name = $state('');
	kinds = $state<string[]>([]);
	spaceIds = $state<string[]>([]);
	words = $state('');
	wholeWords = $state(true);
	hosts = $state('');
	joinedWithin = $state<number | string>('');
	tags = $state.raw<Named[]>([]);
	toSpaceId = $state('');
	/** What is wrong, by the field it is said at. */
	faults = $state.raw<Readonly<Record<string, string>>>({});

	constructor(view: FilingRuleView | null, spaces: readonly Named[]) {
		this.id = view?.rule.id ?? crypto.randomUUID();
		this.isPaused = view?.rule.isPaused ?? false;
		if (!view) return;
		const { rule, tags } = view;
		const isThere = (id: string | null) => spaces.some((space) => space.id === id);
		this.name = rule.name;
		this.kinds = [...rule.kinds];
		this.spaceIds = rule.spaceIds.filter(isThere);
		this.words = rule.words.join(', ');
		this.wholeWords = rule.wholeWords;
		this.hosts = rule.hosts.join(', ');
		this.joinedWithin = rule.joinedWithin ?? '';
		this.tags = tags;
		this.toSpaceId = isThere(rule.toSpaceId) ? (rule.toSpaceId ?? '') : '';
	}

	/** The rule, when it is one; otherwise what is wrong is said at its fields. */
	read(others: readonly Named[]): FilingRule | null {
		const [words, hosts] = [split(this.words), split(this.hosts).map(hostOf)];
		const days = Math.trunc(Number(this.joinedWithin) || 0);
		const rule = FilingRule.safeParse({
			...{ id: this.id, name: this.name, isPaused: this.isPaused },
			...{ kinds: FILED_KINDS.filter((kind) => this.kinds.includes(kind)) },
			...{ spaceIds: $state.snapshot(this.spaceIds), words, wholeWords: this.wholeWords, hosts },
			joinedWithin: days > 0 ? Math.min(365, days) : null,
			...{ tagIds: this.tags.map(({ id }) => id), toSpaceId: this.toSpaceId || null },
		});
		const faults = rule.success ? {} : this.#faultsOf(rule.error.issues, hosts);
		const taken = others.some(
			({ id, name }) => id !== this.id && name.toLowerCase() === this.name.trim().toLowerCase(),
		);
		this.faults = { ...faults, ...(taken && { name: m.filing_name_taken() }) };
		return rule.success && !taken ? rule.data : null;
	}

	#faultsOf(issues: readonly { path: readonly PropertyKey[]; code: string }[], hosts: string[]) {
		const faults: Record<string, string> = {};
		for (const { path, code } of issues) {
			const [field = 'toSpaceId', at] = path.map(String);
			if (field === 'name') faults[field] = m.filing_name_missing();
			else if (field === 'words')
				faults[field] = m.filing_too_many({ most: MOST_WORDS, length: 40 });
			else if (field === 'hosts' && at !== undefined && code !== 'too_big')
				faults[field] = m.filing_hosts_wrong({ host: hosts[Number(at)] ?? '' });
			else if (field === 'hosts')
				faults[field] = m.filing_too_many({ most: MOST_HOSTS, length: 100 });
			else faults['toSpaceId'] = m.filing_nothing();
		}
		return faults;
	}
}
