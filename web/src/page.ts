// The page says what it can do only where its script runs.
document.documentElement.classList.add("scripted");
