import { MenuGroup, MenuGroupHeader, MenuItemRadio } from '@fluentui/react-components';
import { usePreferences, type LanguageChoice, type ThemeChoice } from './preferences';

const THEMES: ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];
const LANGUAGES: Record<LanguageChoice, string> = { it: 'Italiano', en: 'English' };

/** Theme and language as parts of a menu. */
export function AppearanceMenu() {
  const { texts: t, theme, setTheme, language, setLanguage } = usePreferences();
  return (
    <>
      <MenuGroup>
        <MenuGroupHeader>{t.theme.title}</MenuGroupHeader>
        {THEMES.map((name) => (
          <MenuItemRadio
            key={name}
            name="theme"
            value={name}
            aria-checked={theme === name}
            onClick={() => setTheme(name)}
          >
            {theme === name ? <strong>{t.theme[name]}</strong> : t.theme[name]}
          </MenuItemRadio>
        ))}
      </MenuGroup>
      <MenuGroup>
        <MenuGroupHeader>{t.language.title}</MenuGroupHeader>
        {(Object.keys(LANGUAGES) as LanguageChoice[]).map((name) => (
          <MenuItemRadio
            key={name}
            name="language"
            value={name}
            aria-checked={language === name}
            onClick={() => setLanguage(name)}
          >
            <span lang={name}>{language === name ? <strong>{LANGUAGES[name]}</strong> : LANGUAGES[name]}</span>
          </MenuItemRadio>
        ))}
      </MenuGroup>
    </>
  );
}
