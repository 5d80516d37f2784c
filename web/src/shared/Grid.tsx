import type { ReactNode } from 'react';
import { useTexts } from '../app/preferences';

export interface Column<T> {
  title: string;
  cell: (item: T) => ReactNode;
  isEnd?: boolean;
}

/** A table that scrolls sideways on its own where the page is narrow. */
export function Grid<T>({
  label,
  columns,
  items,
  keyOf,
  empty,
}: {
  label: string;
  columns: Column<T>[];
  items: readonly T[];
  keyOf: (item: T) => string;
  empty?: string;
}) {
  const t = useTexts();
  if (items.length === 0) return <p className="muted">{empty ?? t.common.nothing}</p>;
  return (
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="grid">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              {columns.map((column) => (
                <td key={column.title} className={column.isEnd ? 'end' : undefined}>
                  {column.cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
