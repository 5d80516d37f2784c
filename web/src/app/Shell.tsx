import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import {
  BuildingFilled,
  BuildingRegular,
  CallFilled,
  CallRegular,
  DataPieFilled,
  DataPieRegular,
  FlowFilled,
  FlowRegular,
  PersonFilled,
  PersonRegular,
  SettingsRegular,
  SignOutRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Session } from '../api/types';
import { useLink } from '../live/useLive';
import { AppearanceMenu } from './AppearanceMenu';
import { useTexts } from './preferences';
import { maySee, useSignOut } from './session';

const AREAS = [
  { key: 'me', Icon: PersonRegular, Chosen: PersonFilled },
  { key: 'overview', Icon: DataPieRegular, Chosen: DataPieFilled },
  { key: 'calls', Icon: CallRegular, Chosen: CallFilled },
  { key: 'company', Icon: BuildingRegular, Chosen: BuildingFilled },
  { key: 'flows', Icon: FlowRegular, Chosen: FlowFilled },
] as const;

/** Who sees everything has an own page only as a person of the company. */
function isShown(key: (typeof AREAS)[number]['key'], who: Session): boolean {
  return key === 'me' ? Boolean(who.person) || !maySee(who) : maySee(who);
}

function LinkState() {
  const t = useTexts();
  const link = useLink();
  return (
    <div role="status" className="link-state">
      {link === 'lost' ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t.link.lost}</MessageBarBody>
        </MessageBar>
      ) : (
        <span className="visually-hidden">{t.link[link]}</span>
      )}
    </div>
  );
}

function AccountMenu({ who }: { who: Session }) {
  const t = useTexts();
  const signOut = useSignOut();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<SettingsRegular />} aria-label={t.app.settings} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <div className="menu-who">
            <strong>{who.name || who.user}</strong>
            <span>{t.accounts.roles[who.role]}</span>
          </div>
          <MenuDivider />
          <AppearanceMenu />
          <MenuDivider />
          <MenuItem icon={<SignOutRegular />} onClick={() => signOut.mutate()}>
            {t.signIn.out}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export function Shell({ who, children }: { who: Session; children: ReactNode }) {
  const t = useTexts();
  return (
    <div className="shell">
      <a href="#content" className="skip">
        {t.app.skip}
      </a>
      <header className="shell-top">
        <img src="/ponte.svg" alt="" width={24} height={24} />
        <span className="shell-name">{t.app.name}</span>
        <AccountMenu who={who} />
      </header>
      <nav className="shell-nav" aria-label={t.app.areas}>
        {AREAS.filter(({ key }) => isShown(key, who)).map(({ key, Icon, Chosen }) => (
          <NavLink key={key} to={`/${key}`}>
            {({ isActive }) => (
              <>
                {isActive ? <Chosen fontSize={24} /> : <Icon fontSize={24} />}
                <span>{t.nav[key]}</span>
              </>
            )}
          </NavLink>
        ))}
      </nav>
      <main id="content" className="shell-content" tabIndex={-1}>
        {maySee(who) && <LinkState />}
        {children}
      </main>
    </div>
  );
}
