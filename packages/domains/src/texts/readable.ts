const DOCUMENTS = [
	'application/pdf',
	'application/zip',
	'application/vnd.openxmlformats-officedocument.',
	'application/vnd.oasis.opendocument.',
];
/** What has no marks is a text where its name says so. */
const PLAIN = /\.(?:txt|text|md|markdown|csv|tsv)$/i;
const MOST_BYTES = 25 * 1024 * 1024;

type File = { mime: string; name: string; bytes: number };

/** Whether it is worth looking for words in a file. */
export function isReadable({ mime, name }: File): boolean {
	if (mime === 'application/octet-stream') return PLAIN.test(name);
	return DOCUMENTS.some((one) => mime.startsWith(one));
}

/** Whether a file is too large to be looked through. */
export const isTooLarge = ({ bytes }: File): boolean => bytes > MOST_BYTES;
