import {
  Button,
  FluentProvider,
  Menu,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { SettingsRegular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { AppearanceMenu } from '../app/AppearanceMenu';
import { usePreferences } from '../app/preferences';
import { Loading } from '../shared/Loading';
import { usePicture } from './sides';
import { TeamsClient } from './TeamsClient';
import { Telephone } from './Telephone';
import { useSimulatorTexts } from './texts';
import { useSeat } from './useSeat';

/** The page: Teams and telephones side by side, and Ponte below. */
export function Stage() {
  const { fluentTheme } = usePreferences();
  const t = useSimulatorTexts();
  const { picture, isLost } = usePicture();
  const { seat, sit } = useSeat(picture);
  useEffect(() => {
    document.title = t.title;
  }, [t]);
  const { microsoft, carrier, phone } = picture ?? {};
  return (
    <FluentProvider theme={fluentTheme} className="ponte">
      <main className="page">
        <header>
          <h1>{t.title}</h1>
          <Menu>
            <MenuTrigger disableButtonEnhancement>
              <Button appearance="subtle" icon={<SettingsRegular />} aria-label={t.appearance} />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <AppearanceMenu />
              </MenuList>
            </MenuPopover>
          </Menu>
        </header>
        <p className="muted">{t.intro}</p>
        {isLost && (
          <MessageBar intent="error">
            <MessageBarBody>{t.lost}</MessageBarBody>
          </MessageBar>
        )}
        {!picture && !isLost && <Loading />}
        <div className="cards">
          {microsoft?.users && (
            <section className="card">
              <h2>{t.teams}</h2>
              <TeamsClient side={{ ...microsoft, users: microsoft.users }} seat={seat} sit={sit} />
            </section>
          )}
          {carrier && (
            <section className="card">
              <h2>{t.telephone}</h2>
              <Telephone name="carrier" side={carrier} seat={seat} sit={sit} />
            </section>
          )}
          {phone && (
            <section className="card">
              <h2>{t.cordless}</h2>
              <Telephone name="phone" side={phone} seat={seat} sit={sit} />
            </section>
          )}
        </div>
        {picture?.ponte && (
          <section className="card">
            <h2>{t.ponte}</h2>
            <p>
              <a href={picture.ponte} target="_blank" rel="noreferrer">
                {t.openPonte}
              </a>
            </p>
            <iframe className="sim-ponte" title={t.ponte} src={new URL('calls', picture.ponte).toString()} />
          </section>
        )}
      </main>
    </FluentProvider>
  );
}
