import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from '@fluentui/react-components';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { en, type Texts } from '../texts/en';
import { it } from '../texts/it';

export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast';
export type LanguageChoice = 'it' | 'en';

interface Preferences {
  theme: ThemeChoice;
  setTheme: (theme: ThemeChoice) => void;
  language: LanguageChoice;
  setLanguage: (language: LanguageChoice) => void;
  texts: Texts;
  fluentTheme: Theme;
}

const Context = createContext<Preferences | null>(null);
const KEY = 'ponte.preferences';

/** Focus, dots and links of Teams' light theme that are too pale for WCAG AA on grey are taken one step darker. */
const light: Theme = {
  ...teamsLightTheme,
  colorNeutralForeground4: '#616161',
  colorNeutralForegroundDisabled: '#8a8a8a',
};
const themes = { light, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

function kept(): { theme?: ThemeChoice; language?: LanguageChoice } {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as { theme?: ThemeChoice; language?: LanguageChoice };
  } catch {
    return {};
  }
}

function useMedia(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query]);
  return useSyncExternalStore(
    (listener) => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => list.matches,
  );
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<ThemeChoice>(() => kept().theme ?? 'system');
  const [language, setLanguage] = useState<LanguageChoice>(
    () => kept().language ?? (navigator.language.startsWith('it') ? 'it' : 'en'),
  );
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const isContrast = useMedia('(forced-colors: active)');
  useEffect(() => {
    document.documentElement.lang = language;
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme, language }));
    } catch {
      // A browser without storage forgets the choice with the page.
    }
  }, [theme, language]);
  const shown = theme !== 'system' ? theme : isContrast ? 'contrast' : isDark ? 'dark' : 'light';
  const value = useMemo(
    () => ({ theme, setTheme, language, setLanguage, texts: language === 'it' ? it : en, fluentTheme: themes[shown] }),
    [theme, language, shown],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePreferences(): Preferences {
  const value = useContext(Context);
  if (!value) throw new Error('PreferencesProvider is missing');
  return value;
}

export const useTexts = (): Texts => usePreferences().texts;
