/** A domain's name in each of its spellings. */
export type Names = {
	/** `live-rooms`: the folder. */
	plural: string;
	/** `liveRooms`: values. */
	camel: string;
	/** `live-room`: verbs' files. */
	singular: string;
	/** `liveRoom`: parameters. */
	one: string;
	/** `LiveRoom`: types and policies. */
	Subject: string;
	/** `live_rooms`: the table. */
	table: string;
};

const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function singularOf(plural: string): string {
	if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
	if (/(s|x|z|ch|sh)es$/.test(plural)) return plural.slice(0, -2);
	return plural.slice(0, -1);
}

/** The spellings of `plural`. Throws unless it is a plural noun in kebab-case such as `live-rooms`. */
export function namesOf(plural: string): Names {
	if (!/^[a-z]+(-[a-z]+)*s$/.test(plural))
		throw new Error(`"${plural}" is no plural noun in kebab-case, such as polls or live-rooms`);
	const singular = singularOf(plural);
	const one = camel(singular);
	const Subject = one.charAt(0).toUpperCase() + one.slice(1);
	return {
		plural,
		camel: camel(plural),
		singular,
		one,
		Subject,
		table: plural.replaceAll('-', '_'),
	};
}
