'use strict';

// Shows the rows that fit what is chosen. Without it, all rows are there.
(() => {
  const form = document.getElementById('filter');
  if (form === null) {
    return;
  }
  const shown = document.getElementById('shown');
  const rows = [...document.getElementById('rows').children];
  const texts = new Map();

  const textOf = (row) => {
    if (!texts.has(row)) {
      texts.set(row, row.textContent.toLowerCase());
    }
    return texts.get(row);
  };

  const apply = () => {
    const chosen = new FormData(form);
    const verdicts = new Set(chosen.getAll('verdict'));
    const status = chosen.get('status');
    const stack = chosen.get('stack');
    const text = chosen.get('text').trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const { dataset } = row;
      const fits = verdicts.has(dataset.verdict)
        && (status === '' || dataset.status === status)
        && (stack === '' || dataset.stack === stack)
        && (text === '' || textOf(row).includes(text));
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count === rows.length ? `all ${rows.length} rows` : `${count} of ${rows.length} rows`;
  };

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 100);
  };

  form.addEventListener('input', soon);
  form.addEventListener('reset', soon);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  // The browser may have kept what was chosen before the page was loaded again.
  apply();
})();
