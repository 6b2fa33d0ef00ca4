const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	ar: {
		owner: 'المالك',
		admin: 'مدير',
		moderator: 'مشرف',
		space_admin: 'مشرف مساحة',
		member: 'عضو',
		guest: 'زائر',
	},
	de: {
		owner: 'Leitung',
		admin: 'Admin',
		moderator: 'Moderation',
		space_admin: 'Raumleitung',
		member: 'Mitglied',
		guest: 'Gast',
	},
	en: {
		owner: 'Owner',
		admin: 'Admin',
		moderator: 'Moderator',
		space_admin: 'Space admin',
		member: 'Member',
		guest: 'Guest',
	},
	es: {
		owner: 'Titular',
		admin: 'Admin',
		moderator: 'Moderación',
		space_admin: 'Admin de espacio',
		member: 'Miembro',
		guest: 'Visita',
	},
	fr: {
		owner: 'Propriétaire',
		admin: 'Admin',
		moderator: 'Modération',
		space_admin: "Admin d'espace",
		member: 'Membre',
		guest: 'Visite',
	},
	ja: {
		owner: 'オーナー',
		admin: '管理者',
		moderator: 'モデレーター',
		space_admin: 'スペース管理者',
		member: 'メンバー',
		guest: 'ゲスト',
	},
};

/** What the roles that every community has are called in a language such as `de-AT`, by key; English where we have none. */
export function roleNames(locale: string): Readonly<Record<string, string>> {
	return NAMES[locale.slice(0, 2).toLowerCase()] ?? NAMES['en'] ?? {};
}
