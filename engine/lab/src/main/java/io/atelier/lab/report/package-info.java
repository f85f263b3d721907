/** What a run leaves for people and programs to read: tables, charts and one HTML page. */
package io.atelier.lab.report;
