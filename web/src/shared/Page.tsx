import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../app/preferences';

/** A page with its heading, which takes the focus when the page is opened, so that keyboard and screen reader begin there. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const t = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t.app.name}`;
  }, [title, t]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="page">
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </header>
      {children}
    </div>
  );
}
