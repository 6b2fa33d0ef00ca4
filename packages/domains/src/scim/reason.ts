/** Why somebody is held out, in the language of their community: they read it, and so does who looks at them. */
const REASONS: Readonly<Record<string, string>> = {
	ar: 'أوقف دليل مؤسستك هذا الحساب.',
	de: 'Das Verzeichnis deiner Organisation hat den Zugang gesperrt.',
	en: 'Suspended by your organization’s directory.',
	es: 'El directorio de tu organización ha suspendido el acceso.',
	fr: 'Accès suspendu par l’annuaire de votre organisation.',
	ja: '所属組織のディレクトリによって利用が停止されました。',
};

/** The reason for a community of this language. */
export const reasonIn = (locale: string): string =>
	REASONS[locale.slice(0, 2)] ?? REASONS['en'] ?? '';
